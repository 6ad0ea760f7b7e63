// Finds, filters and sorts the cards of a page. What is chosen stays in the address, so that a reload or a link keeps it.

const list = document.getElementById("cards");
const tools = document.querySelector("[data-list-tools]");
const search = document.getElementById("search");
const filter = document.getElementById("filter");
const sort = document.getElementById("sort");
const count = document.getElementById("count");
const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const order = { trouble: 0, quiet: 1, ok: 2 };

const share = card => (card.dataset.share ? Number(card.dataset.share) : null);

// Cards without a figure come last, whichever way the others are sorted.
function byShare(sign) {
  return (left, right) => {
    const [a, b] = [share(left), share(right)];
    return a === null || b === null ? (a === null) - (b === null) : sign * (a - b);
  };
}

const sorts = {
  name: () => 0,
  share: byShare(1),
  "-share": byShare(-1),
  state: (left, right) => order[left.dataset.state] - order[right.dataset.state],
};

function arrange() {
  const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const cards = [...list.children];
  let shown = 0;
  for (const card of cards) {
    const name = card.dataset.name.toLocaleLowerCase();
    const fits = words.every(word => name.includes(word)) && (!filter.value || card.dataset.state === filter.value);
    card.hidden = !fits;
    shown += fits;
  }
  const sorted = cards.toSorted((left, right) =>
    sorts[sort.value](left, right) || byName.compare(left.dataset.name, right.dataset.name));
  sorted.forEach((card, index) => {
    if (list.children[index] !== card) {
      list.insertBefore(card, list.children[index] ?? null);
    }
  });
  count.textContent = count.dataset.text.replace("{0}", shown).replace("{1}", cards.length);
  tools.hidden = cards.length < 2;
}

function remember() {
  const choice = new URLSearchParams();
  for (const [name, field] of Object.entries({ find: search, show: filter, sort })) {
    if (field.value && !(field === sort && sort.selectedIndex === 0)) {
      choice.set(name, field.value);
    }
  }
  history.replaceState(null, "", choice.size > 0 ? `?${choice}` : location.pathname);
  arrange();
}

const chosen = new URLSearchParams(location.search);
search.value = chosen.get("find") ?? "";
for (const [name, field] of Object.entries({ show: filter, sort })) {
  if ([...field.options].some(option => option.value === chosen.get(name))) {
    field.value = chosen.get(name);
  }
}
for (const field of [search, filter, sort]) {
  field.addEventListener("input", remember);
}
document.getElementById("live").addEventListener("updated", arrange);
arrange();
