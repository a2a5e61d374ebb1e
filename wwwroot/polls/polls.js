import { late } from "/base/late.js";
import "/messages/refocus.js";
import { onDecorate } from "/messages/decorate.js";
import { mark, vote } from "/polls/ballot.js";
import { plus } from "/polls/plus.js";

const asking = late(() => import("/polls/asking.js"));

onDecorate(mark);
plus();

// The form of a new poll opens over the room instead of on a page of its own.
document.addEventListener("click", event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[data-poll]"));
  if (!link) return;
  event.preventDefault();
  asking(link.href, ({ askPoll }) => { askPoll(link.href); });
});

document.addEventListener("click", event => {
  const option = event.target instanceof Element ? event.target.closest(".message .poll button.option") : null;
  if (!(option instanceof HTMLButtonElement)) return;
  event.preventDefault();
  vote(option);
});
