// Keeps #live up to date: every "update" event carries its markup anew, and what differs is taken over in place, so that
// focus, selection, open details and transitions survive.

const main = document.getElementById("main");
const live = document.getElementById("live");
const lost = document.getElementById("lost");
const words = JSON.parse(main.dataset.words);
const say = (text, value) => text.replace("{0}", value);

function syncAttributes(current, next) {
  for (const { name } of [...current.attributes]) {
    // Whether details are open is the reader's choice, and which cards are hidden that of another script.
    if (!next.hasAttribute(name) && name !== "open" && name !== "hidden") {
      current.removeAttribute(name);
    }
  }
  for (const { name, value } of next.attributes) {
    if (current.getAttribute(name) !== value) {
      current.setAttribute(name, value);
    }
  }
}

function isSame(current, next) {
  return current.nodeName === next.nodeName && current.id === next.id;
}

function merge(current, next) {
  if (current.nodeType !== Node.ELEMENT_NODE) {
    if (current.nodeValue !== next.nodeValue) {
      current.nodeValue = next.nodeValue;
    }
    return;
  }
  // Elements that a script owns, such as the chart, or that the reader types into.
  if (current.hasAttribute("data-keep") || current.hasAttribute("data-typed") || current.hasAttribute("data-token")) {
    return;
  }
  syncAttributes(current, next);
  mergeChildren(current, next);
}

function mergeChildren(current, next) {
  const incoming = [...next.childNodes];
  incoming.forEach((node, index) => {
    const present = current.childNodes[index];
    if (!present) {
      current.append(node);
    } else if (isSame(present, node)) {
      merge(present, node);
    } else {
      present.replaceWith(node);
    }
  });
  while (current.childNodes.length > incoming.length) {
    current.lastChild.remove();
  }
}

const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minuteOfDay = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function ago(time) {
  const seconds = Math.max(0, Math.round((Date.now() - time) / 1000));
  return seconds < 10 ? words.now
    : seconds < 60 ? say(words.seconds, seconds)
    : seconds < 3600 ? say(words.minutes, Math.floor(seconds / 60))
    : seconds < 86400 ? say(words.hours, Math.floor(seconds / 3600))
    : dayAndTime.format(time);
}

function timeText(time, style) {
  const isToday = time.toDateString() === new Date().toDateString();
  return style === "ago" ? ago(time)
    : style === "minutes" ? minuteOfDay.format(time)
    : style === "day" || !isToday ? dayAndTime.format(time)
    : timeOfDay.format(time);
}

function writeTimes(root) {
  for (const element of root.querySelectorAll("time")) {
    const text = timeText(new Date(element.dateTime), element.dataset.style);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

function read(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  writeTimes(template.content);
  // An event goes to all viewers: what a form needs of this one comes from the page.
  for (const field of template.content.querySelectorAll("[data-token]")) {
    field.value = main.dataset.token;
  }
  return template.content;
}

function update(html) {
  mergeChildren(live, read(html));
  live.dispatchEvent(new CustomEvent("updated"));
}

function updateCards(html) {
  const list = document.getElementById("cards");
  for (const card of [...read(html).children]) {
    const present = document.getElementById(card.id);
    if (present) {
      merge(present, card);
    } else {
      list.append(card);
    }
  }
  document.querySelector(".blank")?.remove();
  live.dispatchEvent(new CustomEvent("updated"));
}

function follow(address) {
  const events = new EventSource(address);
  events.addEventListener("open", () => { lost.hidden = true; });
  events.addEventListener("update", event => update(event.data));
  events.addEventListener("cards", event => updateCards(event.data));
  events.addEventListener("reload", () => location.reload());
  events.addEventListener("error", () => {
    lost.hidden = false;
    // The browser tries again by itself unless the answer was no stream, as from a proxy while the dashboard restarts.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => follow(address), 5000);
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => print());
}
writeTimes(live);
setInterval(() => writeTimes(live), 5000);
if (main.dataset.live) {
  follow(main.dataset.live);
}
