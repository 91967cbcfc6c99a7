/* The bar of the what-if: deny by name, chips of what is denied, the way back, the outcome in words, and the seat. */
'use strict';
(cm => {
  const {data, el, say, state, set} = cm;
  const at = id => document.getElementById(id);
  const input = at('deny'), list = at('units'), chips = at('chips');
  const LIMIT = 150;

  /* ---- the picker ---- */
  const plain = words => words.normalize('NFKC').toLowerCase();
  const names = unit => {
    const [kind, id] = cm.split(unit);
    const given = {country: data.countries[id], actor: data.actors[id] && [...(data.actors[id].name || []), ...(data.actors[id].aliases || [])],
      component: kind === 'component' && cm.components.get(id).name, offer: kind === 'offer' && data.offers[id].product}[kind];
    return [...(given || []), cm.unitName(unit), id].filter(Boolean).map(plain);
  };
  const counted = units => units.map(unit => ({unit, reach: cm.reachesOf(unit)})).filter(one => one.reach).sort((a, b) => b.reach - a.reach);
  /* Countries first, then blocs and makers; components and offers when they are asked for by name. */
  let kept = {key: '', all: []};
  const choices = () => {
    const key = `${state.home}|${state.lens}|${state.lang}`;
    if (kept.key !== key) {
      const {countries} = cm.engine.view(cm.homeOf(state.home), state.lens);
      const typed = [
        ...data.components.filter(one => one.supply !== 'open').map(one => `component:${one.id}`),
        ...Object.keys(data.offers).filter(id => !cm.reachOf(id).safe && !data.offers[id].potential).map(id => `offer:${id}`),
      ];
      kept = {key, all: [
        ...[countries.map(code => `country:${code}`), Object.keys(cm.engine.blocs).map(id => `bloc:${id}`), Object.keys(data.actors).map(id => `actor:${id}`)].flatMap(counted),
        ...typed.map(unit => ({unit, asked: true})),
      ].map(one => ({...one, names: names(one.unit)}))};
    }
    return kept.all;
  };
  const about = ({unit, reach}) => {
    const [kind, id] = cm.split(unit);
    const what = {country: `${say('country')} · ${id}`, bloc: say('bloc'), actor: say('maker'), component: say('component'),
      offer: kind === 'offer' ? `${say('offer')} · ${cm.componentName(data.offers[id].component)}` : ''}[kind];
    return [what, reach ? say('reaches_offers', {n: reach}) : '', cm.denied(unit) ? say('denied') : ''].filter(Boolean).join(' · ');
  };
  let found = [], active = -1;
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const point = to => {
    active = to;
    [...list.children].forEach((item, number) => item.setAttribute('aria-selected', String(number === to)));
    if (to < 0) return;
    input.setAttribute('aria-activedescendant', list.children[to].id);
    list.children[to].scrollIntoView({block: 'nearest'});
  };
  const choose = unit => {
    input.value = '';
    close();
    cm.toggle(unit);
  };
  const show = () => {
    const wanted = plain(input.value.trim());
    const begins = one => (one.names.some(name => name.startsWith(wanted)) ? 0 : 1);
    found = choices().filter(one => (wanted ? one.names.some(name => name.includes(wanted)) : !one.asked)).slice(0, wanted ? undefined : LIMIT);
    if (wanted) found = found.sort((a, b) => begins(a) - begins(b)).slice(0, LIMIT);
    list.replaceChildren(...found.map((one, number) => {
      const item = el('li', {role: 'option', id: `unit-${number}`, 'aria-selected': 'false', 'data-unit': one.unit},
        cm.denied(one.unit) ? [cm.sign('stopped'), ' '] : null, cm.unitName(one.unit), el('small', {}, about(one)));
      item.addEventListener('pointerdown', event => {
        event.preventDefault();
        choose(one.unit);
      });
      return item;
    }));
    if (!found.length) list.append(el('li', {role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false'}, say('search_none')));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    point(found.length ? 0 : -1);
  };
  input.addEventListener('input', show);
  input.addEventListener('click', show);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) show();
      else if (found.length) point((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!list.hidden && found[active]) choose(found[active].unit);
      else show();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (list.hidden) input.blur();
      input.value = '';
      close();
    }
  });

  /* ---- chips ---- */
  const chip = unit => {
    const name = cm.unitName(unit), [kind, id] = cm.split(unit), idle = cm.idle(unit);
    const home = kind === 'country' && cm.homeOf(state.home).includes(id);
    const label = [cm.sign('stopped'), el('span', {class: 'name'}, name), idle ? el('small', {}, say(home ? 'is_home' : 'reaches_nothing')) : null];
    return el('li', {class: idle ? 'idle' : null, 'data-denied': unit},
      /^(component|actor|country):/.test(unit) ? el('button', {type: 'button', class: 'label', click: () => cm.select(unit)}, label) : el('span', {class: 'label'}, label),
      el('button', {type: 'button', class: 'x', 'aria-label': say('restore_this', {what: name}), title: say('restore_this', {what: name}), click: () => drop(unit)}, '✕'));
  };
  /* The keyboard goes on where it was: at the next chip, or where the next one comes from. */
  const drop = unit => {
    const place = state.deny.indexOf(unit);
    cm.toggle(unit);
    const rest = chips.querySelectorAll('.x');
    (rest[Math.min(place, rest.length - 1)] || input).focus();
  };

  /* ---- the outcome in words ---- */
  const whoIs = () => {
    const shown = state.deny.slice(0, 3).map(cm.unitName);
    return cm.list(shown) + (state.deny.length > 3 ? ` +${state.deny.length - 3}` : '');
  };
  const bracketed = words => (state.lang === 'zh' ? `（${words}）` : ` (${words})`);
  const parts = found => cm.list([
    found.proved ? say('out_proved', {n: found.proved}) : '', found.as_listed ? say('out_as_listed', {n: found.as_listed}) : '',
    found.posited ? say('out_posited', {n: found.posited}) : '',
  ].filter(Boolean));
  const spoken = () => {
    const found = cm.outcome();
    const gaps = found.gap ? ` ${say('out_gap', {n: found.gap})}` : '';
    if (state.baseline) return `${say('out_baseline')}${gaps || ` ${say('out_all_work', {all: found.all})}`}`;
    if (!state.deny.length) return `${say('out_nothing')}${gaps}`;
    const kinds = ['proved', 'as_listed', 'posited'].filter(key => found[key]);
    if (kinds.length === 1 && !found.possible) return say(found.stop === 1 ? 'out_stop_one' : 'out_stop', {who: whoIs(), n: found.stop, all: found.all})
      + bracketed(say(`out_only_${kinds[0]}`)) + gaps;
    const inside = [parts(found), found.possible ? say(found.stop ? 'out_more_possible' : 'out_possible', {n: found.possible}) : ''].filter(Boolean);
    const brackets = inside.length ? bracketed(inside.join(state.lang === 'zh' ? '；' : '; ')) : '';
    return say(found.stop === 1 ? 'out_stop_one' : found.stop ? 'out_stop' : 'out_none', {who: whoIs(), n: found.stop, all: found.all}) + brackets + gaps;
  };

  /* Where nothing is denied yet, the countries that stop most, ready to be tried. */
  const examples = () => {
    if (state.deny.length || state.baseline || cm.small.matches || cm.moved()) return [];
    const firm = stops => stops.filter(stop => stop.holds !== 'possible').length;
    const most = Object.entries(data.units).filter(([unit, stops]) => unit.startsWith('country:') && Object.hasOwn(data.countries, cm.split(unit)[1]) && firm(stops))
      .sort(([one, p], [other, q]) => firm(q) - firm(p) || (one < other ? -1 : 1)).slice(0, 3);
    return most.flatMap(([unit], at) => [at ? ' · ' : ` ${say('try')} `, el('button', {type: 'button', class: 'go', 'data-try': unit, click: () => cm.toggle(unit)}, cm.unitName(unit))]);
  };

  /* ---- the seat ---- */
  const homeWords = key => (Object.hasOwn(cm.engine.blocs, key) ? cm.unitName(`bloc:${key}`) : cm.list(cm.homeOf(key).map(cm.country)));
  const nameOfHome = key => {
    if (key === 'none') return say('home_none');
    if (key === 'own') return say('home_own', {who: homeWords(key)});
    return Object.hasOwn(cm.engine.blocs, key) || key === 'page' ? homeWords(key) : `${cm.country(key)} (${key})`;
  };
  const option = (value, words, chosen, disabled) => el('option', {value, selected: chosen, disabled}, words);
  const fill = (id, options) => {
    const select = at(id);
    select.replaceChildren(...options);
    select.setAttribute('aria-label', say(`seat_${id}`));
  };
  const seats = () => {
    const collator = new Intl.Collator(state.lang === 'zh' ? 'zh-CN' : 'en');
    const keys = [...cm.homes.keys()], first = keys.filter(key => ['own', 'page', 'none'].includes(key));
    const blocs = keys.filter(key => !first.includes(key) && Object.hasOwn(cm.engine.blocs, key));
    const countries = keys.filter(key => !first.includes(key) && !blocs.includes(key)).sort((a, b) => collator.compare(nameOfHome(a), nameOfHome(b)));
    fill('home', [...first, ...blocs, ...countries].map(key => option(key, nameOfHome(key), key === state.home)));
    fill('lens', cm.LENSES.map(lens => option(lens, say(`tie_${lens}`), lens === state.lens, !cm.lensFits(lens, state.home))));
    fill('mode', cm.MODES.map(mode => option(mode, say(`mode_${mode}`), mode === state.mode)));
    at('seat-words').textContent = [nameOfHome(state.home), say(`tie_${state.lens}`), say(`mode_${state.mode}`)].join(' · ');
    at('moved').hidden = !cm.moved();
    at('moved').textContent = cm.asWritten();
    document.body.toggleAttribute('data-moved', cm.moved());
  };
  const asWritten = () => say('as_written', {
    home: cm.engine.home.length ? cm.engine.home.join('+') : say('home_none'), lens: say(`tie_${cm.engine.lens}`), mode: say(`mode_${cm.engine.mode}`),
  });
  /* Beside every figure that Python counted for one seat. */
  const writtenNote = () => (cm.moved() ? el('p', {class: 'written'}, asWritten()) : null);
  for (const id of ['home', 'lens', 'mode']) at(id).addEventListener('change', event => cm.sit({[id]: event.target.value}));
  at('seat').open = !cm.small.matches;
  cm.small.addEventListener('change', () => { at('seat').open = !cm.small.matches; });

  /* ---- a button for every unit, in the panel and in the heat map ---- */
  const denyButton = unit => {
    const [kind, id] = cm.split(unit), name = cm.unitName(unit), denied = cm.denied(unit);
    if (!denied && (kind === 'offer' ? cm.reachOf(id).safe || data.offers[id].potential : cm.idle(unit))) return null;
    const words = say(denied ? 'restore' : 'deny');
    return el('button', {type: 'button', class: 'deny', 'data-deny': unit, 'aria-pressed': String(denied),
      'aria-label': say('deny_this', {what: name}), title: say(denied ? 'restore_this' : 'deny_this', {what: name}), click: () => cm.toggle(unit)}, words);
  };

  const copy = async () => {
    const address = window.chainmapAddress ? window.chainmapAddress() : window.location.href;
    let done = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      const field = el('textarea', {class: 'unseen'}, address);
      document.body.append(field);
      field.select();
      done = document.execCommand('copy');
      field.remove();
      at('link').focus();
    }
    at('spoken').textContent = say(done ? 'link_copied' : 'link_failed');
    if (done) at('link').textContent = say('link_done');
  };
  at('undo').addEventListener('click', cm.undo);
  at('redo').addEventListener('click', cm.redo);
  at('clear').addEventListener('click', cm.clear);
  at('compare').addEventListener('click', () => set({baseline: !state.baseline}));
  at('link').addEventListener('click', copy);

  const refresh = () => {
    chips.replaceChildren(...state.deny.map(chip));
    chips.hidden = !state.deny.length;
    chips.setAttribute('aria-label', say('denied_now'));
    at('outcome').replaceChildren(spoken(), ...examples());
    input.placeholder = say('deny_prompt');
    for (const node of [input, list]) node.setAttribute('aria-label', say('deny_prompt'));
    at('whatif').setAttribute('aria-label', say('whatif'));
    const {back, forth} = cm.steps();
    at('undo').disabled = !back;
    at('redo').disabled = !forth;
    at('clear').disabled = at('compare').disabled = !state.deny.length;
    at('compare').title = say('compare_hint');
    at('compare').setAttribute('aria-pressed', String(state.baseline));
    document.body.toggleAttribute('data-denied', state.deny.length > 0);
    seats();
  };

  Object.assign(cm, {refreshDeny: refresh, outcomeWords: spoken, asWritten, writtenNote, denyButton, nameOfHome, homeWords, focusDeny: () => input.focus()});
})(window.chainmap);
