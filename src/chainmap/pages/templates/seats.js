/* Change seats: the same industry from the page's home and from another one, side by side: who can stop whom. */
'use strict';
(cm => {
  const {data, engine, el, say, text, state, set} = cm;
  const at = id => document.getElementById(id);
  const numbers = new Map(cm.read('engine').ids.components.map((id, number) => [id, number]));
  const same = (a, b) => a.length === b.length && a.every(one => b.includes(one));
  const others = [...cm.homes.keys()].filter(key => key !== cm.written);
  const keyOf = codes => others.find(key => same(cm.homeOf(key), codes));
  const told = (data.seats || []).map(seat => ({...seat, key: keyOf(seat.home)})).filter(seat => seat.key);
  cm.addressPart({
    read: given => ({other: others.includes(given.s) ? given.s : null}),
    write: () => (state.other ? [`s=${encodeURIComponent(state.other)}`] : []),
  });
  const section = el('section', {id: 'seats-view', hidden: true, tabindex: '-1'}), button = at('seats');
  at('sheet').after(section);

  /* ---- the figures ---- */
  /* How firmly a denial stops each target that works with nothing denied: {proved, as_listed, possible}. */
  const count = (deny, options, gaps) => {
    const {holds} = engine.evaluate(deny, options), found = {proved: 0, as_listed: 0, possible: 0};
    for (const target of cm.targets) {
      const firm = holds[numbers.get(target.id)];
      if (firm && !gaps.has(target.id)) found[firm] += 1;
    }
    return {...found, stops: found.proved + found.as_listed};
  };
  const kept = new Map();
  /* A large stack answers for those that reach the most offers. */
  const MOST = cm.large ? 40 : Infinity;
  const mightiest = (countries, reach) => {
    if (countries.length <= MOST) return countries;
    const offers = new Map(countries.map(code => [code, 0]));
    for (const one of reach) if (!one.safe) for (const code of new Set(one.terms.flat())) if (offers.has(code)) offers.set(code, offers.get(code) + 1);
    return [...countries].sort((a, b) => offers.get(b) - offers.get(a) || (a < b ? -1 : 1)).slice(0, MOST);
  };
  /* Every country or region outside a home, the mightiest first, and the targets that work with nothing denied. */
  const standing = (home, lens, mode) => {
    const key = [[...home].sort().join('+'), lens, mode].join('|');
    if (kept.has(key)) return kept.get(key);
    const options = {home, lens, mode}, {reach, countries} = engine.view(home, lens), before = engine.evaluate([], options);
    const gaps = new Set(cm.targets.filter(target => before.stopped[numbers.get(target.id)]).map(target => target.id));
    // What a source only calls foreign is a hand of its own, without a country.
    const nameless = reach.some(one => one.terms.some(term => term.includes('FOREIGN'))) ? ['FOREIGN'] : [];
    const asked = mightiest(countries, reach), rows = [...asked, ...nameless].map(code => ({code, ...count([`country:${code}`], options, gaps)}))
      .sort((a, b) => b.stops - a.stops || b.proved - a.proved || b.possible - a.possible || (a.code < b.code ? -1 : 1));
    kept.set(key, {rows, gaps, all: countries.length + nameless.length});
    return kept.get(key);
  };
  const options = key => ({home: cm.homeOf(key), lens: state.lens, mode: state.mode});
  const fits = key => cm.lensFits(state.lens, key);
  const otherKey = () => state.other || (state.home !== cm.written ? state.home : (told.find(seat => seat.home.length === 1) || told[0] || {}).key || others.find(key => key !== 'none') || others[0]);

  /* ---- what is shown ---- */
  const show = (key, deny) => set({home: key, deny, view: 'map', baseline: false, selected: null, cut: null, focus: false});
  /* A home in a sentence: a bloc or a few countries by name. */
  const homeName = key => (key === 'none' ? say('home_none') : cm.homeWords(key));
  const showButton = (key, deny, who, label) => el('button', {type: 'button', class: 'go', 'data-show': `${key}|${deny.join()}`,
    title: say('seats_show', {who, home: homeName(key)}), click: () => show(key, deny)}, label);
  const firmness = found => [
    found.proved ? el('span', {class: 'nowrap'}, cm.mark('proved'), ` ${say('out_proved', {n: found.proved})}`) : null,
    found.as_listed ? el('span', {class: 'nowrap'}, cm.mark('as_listed'), ` ${say('out_as_listed', {n: found.as_listed})}`) : null,
    found.possible ? el('span', {class: 'nowrap'}, cm.mark('possible'), ` ${say(found.stops ? 'out_more_possible' : 'out_possible', {n: found.possible})}`) : null,
  ].filter(Boolean);
  /* The two homes against each other: all of one deny, seen from the other. */
  const against = (who, whom) => {
    const outside = cm.homeOf(who).filter(code => !cm.homeOf(whom).includes(code));
    if (!outside.length || !cm.homeOf(whom).length || !fits(whom)) return null;
    const deny = Object.hasOwn(engine.blocs, who) && outside.length === cm.homeOf(who).length ? [`bloc:${who}`] : outside.map(code => `country:${code}`);
    const found = count(deny, options(whom), standing(cm.homeOf(whom), state.lens, state.mode).gaps), name = homeName(who);
    return el('li', {'data-against': `${who}>${whom}`},
      showButton(whom, deny.filter(cm.deniable), name, say('seats_denies', {who: name})), ' → ',
      el('strong', {}, say(found.stops === 1 ? 'seats_suffers_one' : 'seats_suffers', {n: found.stops, all: cm.targets.length, home: homeName(whom)})),
      el('small', {}, firmness(found).flatMap(part => [' ', part])));
  };
  const headlines = key => {
    const written = key === cm.written, found = written ? data.headlines.slice(0, 3) : (told.find(seat => seat.key === key) || {}).headlines;
    if (!found || !found.length) {
      if (written) return el('p', {class: 'soft'}, say('no_headlines'));
      const homes = cm.list([cm.written, ...told.map(seat => seat.key)].map(homeName));
      return el('p', {class: 'written'}, data.headlines.length ? say('seats_live', {homes}) : say('seats_live_only'));
    }
    if (state.lens !== engine.lens || state.mode !== engine.mode) {
      return el('p', {class: 'written'}, say('seats_other_lens', {lens: say(`tie_${engine.lens}`), mode: say(`mode_${engine.mode}`)}));
    }
    return el('ol', {class: 'said'}, found.map(row => el('li', {}, text(row.text), row.holds ? el('small', {}, ' ', cm.marked(row.holds)) : null)));
  };
  const table = key => {
    const {rows, gaps, all: reaching} = standing(cm.homeOf(key), state.lens, state.mode), all = cm.targets.length, home = homeName(key);
    const mighty = rows.filter(row => row.stops), doubtful = rows.filter(row => !row.stops && row.possible), idle = rows.filter(row => !row.stops && !row.possible), able = mighty.length;
    const facing = new Set(cm.homeOf(key === cm.written ? otherKey() : cm.written));
    const number = value => el('td', {class: 'number'}, value ? String(value) : el('span', {class: 'soft'}, '0'));
    const head = (word, mark) => el('th', {scope: 'col', class: 'number'}, mark ? [cm.mark(mark), ' '] : null, word);
    return [
      el('p', {class: 'sum'}, able ? say(able === 1 ? 'seats_stopper' : 'seats_stoppers', {n: able, all}) : say('seats_nobody', {all}), gaps.size ? ` · ${say('seats_gaps', {n: gaps.size})}` : '', rows.length < reaching ? ` · ${say('seats_part', {n: rows.length, all: reaching})}` : ''),
      mighty.length ? el('table', {'data-seat': key}, el('caption', {class: 'unseen'}, say('seats_caption', {all, home})),
        el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, say('country')), head(say('seats_targets')), head(cm.term('proved'), 'proved'), head(cm.term('as_listed'), 'as_listed'), head(cm.term('possible'), 'possible'))),
        el('tbody', {}, mighty.map(row => el('tr', {'data-code': row.code, class: facing.has(row.code) ? 'facing' : null},
          el('th', {scope: 'row'}, showButton(key, [`country:${row.code}`].filter(cm.deniable), cm.country(row.code), cm.country(row.code)), ' ', el('span', {class: 'code foreign'}, row.code)),
          el('td', {class: 'number'}, el('strong', {}, String(row.stops))), number(row.proved), number(row.as_listed), number(row.possible))))) : null,
      folded(key, doubtful, 'seats_doubtful'), folded(key, idle, 'seats_untouched'),
    ];
  };
  const folded = (key, rows, word) => (rows.length ? el('details', {}, el('summary', {class: 'soft'}, say(word, {n: rows.length})),
    el('ul', {class: 'inner'}, rows.map(row => el('li', {'data-code': row.code}, showButton(key, [`country:${row.code}`].filter(cm.deniable), cm.country(row.code), cm.country(row.code)),
      row.possible ? el('span', {class: 'figure'}, ' ', cm.mark('possible'), ` ${row.possible}`) : null)))) : null);
  const picker = () => {
    const collator = new Intl.Collator(state.lang === 'zh' ? 'zh-CN' : 'en'), first = [...new Set([...told.map(seat => seat.key), ...others.filter(key => ['own', 'none', 'page'].includes(key))])];
    const rest = others.filter(key => !first.includes(key)), blocs = rest.filter(key => Object.hasOwn(engine.blocs, key));
    const countries = rest.filter(key => !blocs.includes(key)).sort((a, b) => collator.compare(cm.nameOfHome(a), cm.nameOfHome(b)));
    const select = el('select', {id: 'seats-other', 'aria-label': say('seats_other')}, [...first, ...blocs, ...countries].map(key => el('option', {value: key, selected: key === otherKey()}, cm.nameOfHome(key))));
    select.addEventListener('change', () => set({other: select.value}));
    return select;
  };
  const column = (key, title) => el('article', {'aria-label': cm.nameOfHome(key), 'data-home': key}, title, fits(key)
    ? [headlines(key), cm.targets.length ? table(key) : el('p', {class: 'soft'}, say('seats_untargeted'))]
    : [el('p', {class: 'written'}, say('seats_label')), el('p', {}, el('button', {type: 'button', class: 'plain', click: () => set({lens: 'owner'})}, say('seats_owner')))]);
  const refresh = () => {
    const here = state.view === 'seats';
    button.setAttribute('aria-pressed', String(here));
    section.hidden = !here;
    if (!here) return;
    const focused = section.contains(document.activeElement) ? document.activeElement.id : '', right = otherKey();
    section.setAttribute('aria-label', say('seats'));
    section.replaceChildren(
      el('h2', {}, say('seats_title')),
      el('p', {class: 'soft'}, say('seats_same', {claims: say('claims_n', {n: Object.keys(data.evidence).length}), lens: say(`lens_${state.lens}`), mode: say(`mode_${state.mode}`)})),
      el('ul', {class: 'mutual'}, cm.targets.length ? [against(right, cm.written), against(cm.written, right)] : null),
      el('div', {class: 'pair'}, column(cm.written, el('h3', {}, cm.nameOfHome(cm.written))), column(right, el('h3', {}, picker()))));
    if (focused && at(focused)) at(focused).focus();
  };
  button.addEventListener('click', () => set(state.view === 'seats' ? {view: cm.small.matches && !state.selected ? 'list' : 'map'} : {view: 'seats', selected: null, cut: null, focus: false}));
  cm.onChange(refresh);
  Object.assign(cm, {standing});
  refresh();
})(window.chainmap);
