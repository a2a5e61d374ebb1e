import "/messages/refocus.js";
import { onDecorate } from "/messages/decorate.js";
import { mark, vote } from "/polls/ballot.js";
import { asking } from "/polls/asking.js";
import { plus } from "/polls/plus.js";

onDecorate(mark);
asking();
plus();

document.addEventListener("click", event => {
  const option = event.target instanceof Element ? event.target.closest(".message .poll button.option") : null;
  if (!(option instanceof HTMLButtonElement)) return;
  event.preventDefault();
  vote(option);
});
