/* Claims: filter by words, basis, confidence and by what cites them; an address may name one claim. */
'use strict';
(() => {
  const root = document.documentElement, {parts, remember, first} = window.chainmap;
  const form = document.querySelector('form.filter');
  if (!form) return;
  const at = id => document.getElementById(id);
  const claims = [...document.querySelectorAll('.source li')];
  const slots = [...document.querySelectorAll('.source i, .source a[data-map]')];
  const told = slots.map(slot => slot.textContent);
  const words = new Map(claims.map(one => [one, one.textContent.toLowerCase()]));
  let others = null;
  const unpack = async () => {
    const packed = Uint8Array.from(atob(at('packed').textContent), one => one.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
    others = JSON.parse(await new Response(stream).text());
    slots.forEach((slot, number) => {
      const claim = slot.closest('li');
      if (others[number] !== told[number]) words.set(claim, `${words.get(claim)} ${others[number].toLowerCase()}`);
    });
    languages();
    root.dataset.claims = 'yes';
  };
  const say = (place, values) => {
    const text = place.dataset[root.dataset.lang] || place.dataset.en;
    place.textContent = text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
  };
  const decoded = text => { try { return decodeURIComponent(text); } catch { return ''; } };
  const KEYS = {c: 'claim', u: 'unit', b: 'basis', f: 'confidence', q: 'text'};
  let unit = '';
  /* The id that a link to the map carries: what a claim is cited for needs no second writing. */
  const idOf = link => decoded((/#[na]=([^&]*)/.exec(link.getAttribute('href')) || ['', ''])[1]);
  const units = new Map(claims.map(one => [one, [...one.querySelectorAll('a[data-map]')].map(link => [idOf(link), link])]));
  const linkTo = id => [...units.values()].flat().find(([known]) => known === id);
  const filter = () => {
    const asked = at('text').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const basis = at('basis').value, confidence = at('confidence').value;
    let shown = 0;
    for (const one of claims) {
      const fits = (!basis || one.dataset.b === basis) && (!confidence || one.dataset.f === confidence)
        && asked.every(word => words.get(one).includes(word)) && (!unit || units.get(one).some(([id]) => id === unit));
      one.hidden = !fits;
      shown += fits;
    }
    for (const source of document.querySelectorAll('.source')) source.hidden = !source.querySelector('li:not([hidden])');
    say(at('shown'), {n: shown, all: claims.length});
    at('nothing').hidden = shown > 0;
    at('unit').hidden = !unit;
    if (unit) say(at('unit'), {name: linkTo(unit)[1].innerText || linkTo(unit)[1].textContent});
    at('clear').hidden = shown === claims.length && !asked.length;
  };
  const languages = () => {
    const texts = root.dataset.lang === first || !others ? told : others;
    slots.forEach((slot, number) => { slot.textContent = texts[number]; });
    for (const option of form.querySelectorAll('option')) option.textContent = option.dataset[root.dataset.lang];
    filter();
  };
  const note = () => {
    const values = {u: unit, b: at('basis').value, f: at('confidence').value, q: at('text').value.trim()};
    const kept = parts(location.href).filter(part => !(part.split('=')[0] in KEYS));
    remember([...Object.keys(values).filter(key => values[key]).map(key => `${key}=${encodeURIComponent(values[key])}`), ...kept]);
  };
  const read = () => {
    const asked = {};
    for (const part of parts(location.href)) {
      const [key, ...rest] = part.split('=');
      if (key in KEYS) asked[key] = decoded(rest.join('='));
    }
    const allowed = (select, value) => ([...select.options].some(one => one.value === value) ? value : '');
    at('basis').value = allowed(at('basis'), asked.b || '');
    at('confidence').value = allowed(at('confidence'), asked.f || '');
    at('text').value = (asked.q || '').slice(0, 200);
    unit = asked.u && linkTo(asked.u) ? asked.u : '';
    filter();
    for (const one of claims) one.classList.toggle('found', asked.c !== undefined && one.id === `c=${encodeURIComponent(asked.c)}`);
    const found = document.querySelector('.source li.found');
    if (found) {
      found.hidden = false;
      found.scrollIntoView({block: 'center'});
    } else if (asked.b || asked.f || unit) at('h-sources').scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', () => { filter(); note(); });
  at('clear').addEventListener('click', () => {
    unit = '';
    form.reset();
    filter();
    note();
  });
  document.addEventListener('languagechange', languages);
  window.addEventListener('hashchange', read);
  languages();
  read();
  if (typeof DecompressionStream !== 'undefined') unpack();
})();
