/** A random UUID, also on plain http where `crypto.randomUUID` is absent. */
export function uuid() {
  return crypto.randomUUID?.() ?? fromBytes(crypto.getRandomValues(new Uint8Array(16)));
}

/**
 * RFC 9562, version 4.
 * @param {Uint8Array} bytes
 */
export function fromBytes(bytes) {
  const marked = bytes.map((byte, index) => index === 6 ? byte & 0x0f | 0x40 : index === 8 ? byte & 0x3f | 0x80 : byte);
  const hex = Array.from(marked, byte => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
