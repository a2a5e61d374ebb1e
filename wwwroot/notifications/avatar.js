/** Pixels of a side: the most that phones and desktops show. */
const side = 192;

/** Degrees of the colours by their numbers, as the pages' style sheet has them. */
const degreesOf = (/** @type {number} */ hue) => 20 + 30 * hue;

/**
 * Draws what stands beside a name on pages: of a notification browsers take pictures only.
 * @param {{ initials?: string, hue?: number }} whose
 * @returns {Promise<string | null>} an address; null where there is none to draw, or nothing to draw it with
 */
export async function avatar({ initials, hue = 0 }) {
  const canvas = initials && "OffscreenCanvas" in globalThis ? new OffscreenCanvas(side, side) : null;
  const pen = canvas?.getContext("2d");
  if (!canvas || !pen) return null;
  pen.fillStyle = `oklch(0.885 0.055 ${degreesOf(hue)})`;
  pen.roundRect(0, 0, side, side, 0.36 * side);
  pen.fill();
  pen.fillStyle = `oklch(0.36 0.09 ${degreesOf(hue)})`;
  pen.font = `650 ${0.45 * side}px system-ui, sans-serif`;
  [pen.textAlign, pen.textBaseline] = ["center", "middle"];
  pen.fillText(String(initials), side / 2, 0.53 * side);
  const picture = await canvas.convertToBlob();
  return `data:image/png;base64,${btoa(String.fromCharCode(...new Uint8Array(await picture.arrayBuffer())))}`;
}
