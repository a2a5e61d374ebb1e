import { announce } from "/base/announce.js";
import { copy } from "/base/clipboard.js";
import { t } from "/base/text.js";

for (const line of document.querySelectorAll(".links .address")) line.append(copyButton(line.querySelector("code")?.textContent ?? ""));

/** @param {string} address */
function copyButton(address) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = t("Copy link");
  button.addEventListener("click", async () => {
    const copied = await copy(address);
    announce(copied ? t("Link copied") : t("Not copied"));
    button.textContent = copied ? t("Link copied") : t("Not copied");
  });
  return button;
}
