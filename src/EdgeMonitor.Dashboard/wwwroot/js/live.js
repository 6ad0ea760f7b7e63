// Keeps #live up to date: every "update" event carries its markup anew, and what differs is taken over in place, so that
// focus, selection, open details and transitions survive.

const main = document.getElementById("main");
const live = document.getElementById("live");
const lost = document.getElementById("lost");

function syncAttributes(current, next) {
  for (const { name } of [...current.attributes]) {
    // Whether details are open is the reader's choice.
    if (!next.hasAttribute(name) && name !== "open") {
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
  // Elements that a script owns, such as the chart.
  if (current.hasAttribute("data-keep")) {
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
const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function ago(time) {
  const seconds = Math.max(0, Math.round((Date.now() - time) / 1000));
  return seconds < 10 ? "just now"
    : seconds < 60 ? `${seconds} s ago`
    : seconds < 3600 ? `${Math.floor(seconds / 60)} min ago`
    : seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago`
    : dayAndTime.format(time);
}

function writeTimes(root) {
  for (const element of root.querySelectorAll("time")) {
    const time = new Date(element.dateTime);
    const isToday = time.toDateString() === new Date().toDateString();
    const text = element.dataset.style === "ago" ? ago(time) : (isToday ? timeOfDay : dayAndTime).format(time);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

function update(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  writeTimes(template.content);
  mergeChildren(live, template.content);
  live.dispatchEvent(new CustomEvent("updated"));
}

function follow(address) {
  const events = new EventSource(address);
  events.addEventListener("open", () => { lost.hidden = true; });
  events.addEventListener("update", event => update(event.data));
  events.addEventListener("error", () => {
    lost.hidden = false;
    // The browser tries again by itself unless the answer was no stream, as from a proxy while the dashboard restarts.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => follow(address), 5000);
    }
  });
}

writeTimes(live);
setInterval(() => writeTimes(live), 5000);
if (main.dataset.live) {
  follow(main.dataset.live);
}
