/* Search: a combobox with a listbox; "/" jumps there. */
'use strict';
(cm => {
  const {data, el, say, state} = cm;
  const input = document.getElementById('search'), list = document.getElementById('results');
  const spoken = document.getElementById('spoken');
  const LIMIT = 12;
  let found = [], active = -1;

  const plain = words => words.normalize('NFKC').toLowerCase();
  const entries = [
    ...data.components.map(one => ({unit: `component:${one.id}`, names: [...(one.name || []), one.id], weight: 0})),
    ...Object.entries(data.actors).map(([id, one]) => ({unit: `actor:${id}`, names: [...(one.name || []), ...(one.aliases || []), id], weight: 1})),
    ...Object.entries(data.countries).map(([id, name]) => ({unit: `country:${id}`, names: [...name, id], weight: 1})),
    ...Object.entries(data.offers).filter(([, one]) => one.product).map(([id, one]) => ({unit: `offer:${id}`, names: one.product, weight: 2})),
  ].map(entry => ({...entry, names: entry.names.filter(Boolean).map(plain)}));

  /* Names that begin with the words come first, then components, then short names. */
  const search = words => {
    const wanted = plain(words.trim());
    if (!wanted) return [];
    const score = entry => Math.min(...entry.names.map(name => {
      const at = name.indexOf(wanted);
      return at < 0 ? Infinity : (at === 0 ? 0 : 10) + (name === wanted ? -5 : 0) + entry.weight + Math.min(1, name.length / 100);
    }));
    return entries.map(entry => ({unit: entry.unit, score: score(entry)})).filter(entry => entry.score < Infinity)
      .sort((a, b) => a.score - b.score || (a.unit < b.unit ? -1 : 1));
  };
  const about = unit => {
    const [kind, id] = cm.split(unit);
    if (kind === 'component') return [cm.other(cm.components.get(id).name), cm.text(data.lanes[cm.components.get(id).lane])].filter(Boolean).join(' · ');
    if (kind === 'actor') return [say('maker'), cm.other(data.actors[id].name), ...(data.actors[id].hq || [])].filter(Boolean).join(' · ');
    if (kind === 'offer') return [cm.actorName(data.offers[id].actor), cm.componentName(data.offers[id].component)].join(' · ');
    return `${say('country')} · ${id}`;
  };
  const choose = unit => {
    const [kind, id] = cm.split(unit);
    close();
    input.value = '';
    input.blur();
    if (kind === 'offer') cm.openOffer(id);
    else cm.select(unit, state.view === 'table' ? {view: 'map'} : {});
    cm.reveal();
  };
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const point = at => {
    active = at;
    [...list.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === at)));
    if (at < 0) return;
    input.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({block: 'nearest'});
  };
  const show = () => {
    const every = search(input.value), all = every.filter(({unit}) => cm.passesUnit(unit));
    found = all.slice(0, LIMIT);
    list.replaceChildren(...found.map(({unit}, at) => {
      const item = el('li', {role: 'option', id: `result-${at}`, 'aria-selected': 'false', 'data-unit': unit}, cm.unitName(unit), el('small', {}, about(unit)));
      item.addEventListener('pointerdown', event => {
        event.preventDefault();
        choose(unit);
      });
      return item;
    }));
    const asked = Boolean(input.value.trim());
    if (asked && !found.length) list.append(el('li', {role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false'}, say('search_none')));
    if (every.length > all.length) list.append(el('li', {role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false'}, say('filter_hidden', {n: every.length - all.length})));
    list.hidden = !asked;
    input.setAttribute('aria-expanded', String(asked));
    if (asked) spoken.textContent = say('search_count', {n: all.length});
    active = -1;
    if (found.length) point(0);
  };

  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (found.length) point((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter' && found[active]) {
      event.preventDefault();
      choose(found[active].unit);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      input.value = '';
      close();
      input.blur();
    }
  });
  Object.assign(cm, {search, focusSearch: () => input.focus()});
})(window.chainmap);
