// Puts each picture that the device sends in the place of the last one. Nothing is asked for and nothing is made up here.

const live = document.getElementById("live");
const lost = document.getElementById("lost");
const over = document.getElementById("over");
const parser = new DOMParser();

const events = new EventSource("live");
events.addEventListener("open", () => { lost.hidden = true; });
events.addEventListener("error", () => { lost.hidden = events.readyState === EventSource.OPEN || !over.hidden; });
events.addEventListener("update", event => {
  live.replaceChildren(...parser.parseFromString(event.data, "text/html").body.childNodes);
});
events.addEventListener("over", () => {
  events.close();
  lost.hidden = true;
  over.hidden = false;
  live.replaceChildren();
});
