// Reads one push as JSON from standard input, opens it and checks who signed it, by the libraries that others use;
// answers with what it read, and with a push of its own to the same device.
import { createECDH } from "node:crypto";
import { text } from "node:stream/consumers";
import ece from "http_ece";
import webPush from "web-push";
import jws from "jws";

const push = JSON.parse(await text(process.stdin));
const device = createECDH("prime256v1");
device.setPrivateKey(push.privateKey, "base64url");

const opened = ece.decrypt(Buffer.from(push.body, "base64url"), {
  version: "aes128gcm",
  privateKey: device,
  authSecret: push.auth,
});

const [, token, key] = /^vapid t=(\S+), k=(\S+)$/.exec(push.authorization);
const point = Buffer.from(key, "base64url");
const pem = [
  "-----BEGIN PUBLIC KEY-----",
  // SubjectPublicKeyInfo of a point of P-256: the same beginning for all of them.
  Buffer.concat([Buffer.from("3059301306072a8648ce3d020106082a8648ce3d030107034200", "hex"), point]).toString("base64"),
  "-----END PUBLIC KEY-----",
].join("\n");

const keys = webPush.generateVAPIDKeys();
const theirs = webPush.generateRequestDetails(
  { endpoint: push.endpoint, keys: { p256dh: device.getPublicKey("base64url"), auth: push.auth } },
  push.answer,
  {
    TTL: 60,
    contentEncoding: "aes128gcm",
    vapidDetails: { subject: "mailto:push@example.com", ...keys },
  });

console.log(JSON.stringify({
  text: opened.toString("utf8"),
  signed: jws.verify(token, "ES256", pem),
  claims: JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString("utf8")),
  key: keys.publicKey,
  authorization: theirs.headers.Authorization,
  headers: Object.keys(theirs.headers),
  body: theirs.body.toString("base64url"),
}));
