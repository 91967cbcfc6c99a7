/* The frame: words and theme of the chrome, views, keys, and the first picture. */
'use strict';
(cm => {
  const {data, el, say, state, set, select} = cm;
  const at = id => document.getElementById(id);
  const THEMES = ['auto', 'light', 'dark'];

  const legend = () => {
    const item = (name, words) => el('span', {}, el('i', {class: `key ${name}`}), words);
    const denied = cm.inForce().length > 0, gaps = data.components.some(one => cm.stateOf(one.id).word === 'gap');
    const signs = [...(denied ? ['stopped', 'degraded', 'possible'] : []), ...(gaps ? ['gap'] : [])];
    at('legend').replaceChildren(...((cm.large && cm.groupLegend(item)) || [
      ...(cm.seat().home.length ? [item('own', say('own'))] : []), item('foreign', say('foreign')), item('free', say('free')), item('unclear', say('unclear')),
      el('span', {}, el('b', {class: 'key ratio'}, '3/9'), say(denied ? 'leg_left' : 'leg_ratio')),
      ...(cm.moved() || denied ? [] : [el('span', {}, el('b', {class: 'key stops'}, 'USA 9'), say('leg_stops'))]),
      ...signs.map(word => el('span', {}, cm.sign(word), say(`short_${word}`))),
      ...(state.cut || denied ? [] : [item('nobody', say('leg_unknown'))]), item('all', say('leg_all')), item('any', say('leg_any')), item('some', say('leg_some')),
      ...(state.cut || denied ? [] : [el('span', {}, '* ', say('beyond'))]),
      ...(state.selected && state.selected.startsWith('component:') && !state.focus && !state.cut && !cm.large ? [item('up', say('leg_up')), item('down', say('leg_down'))] : []),
      ...(state.cut ? [el('span', {}, el('b', {class: 'key closed'}, '✕'), say('leg_closed')), item('up', say('leg_chain'))] : [])]));
  };
  const chrome = () => {
    const root = document.documentElement;
    root.lang = state.lang === 'zh' ? 'zh-CN' : 'en';
    root.dataset.theme = state.theme;
    document.body.dataset.view = state.view;
    for (const node of document.querySelectorAll('[data-word]')) node.textContent = say(node.dataset.word);
    for (const node of document.querySelectorAll('[data-label]')) {
      node.setAttribute('aria-label', say(node.dataset.label));
      node.title = say(node.dataset.label);
    }
    at('title').textContent = document.title = cm.text(data.title);
    at('facts').textContent = cm.factsLine();
    for (const node of [at('search'), at('results')]) node.setAttribute('aria-label', say('search'));
    at('search').placeholder = say(cm.small.matches ? 'search_short' : 'search');
    at('theme-name').textContent = at('theme').title = say(`theme_${state.theme}`);
    at('views').setAttribute('aria-label', say('view'));
    at('stage').setAttribute('aria-label', say('map'));
    at('sheet').setAttribute('aria-label', say('table'));
    at('heat').setAttribute('aria-label', say('heat'));
    at('panel').setAttribute('aria-label', say('details'));
    at('network').setAttribute('aria-label', say('map_help'));
    for (const page of ['index', 'chokepoints', 'evidence']) at(`to-${page}`).href = `${page}.html${state.lang === data.lang ? '' : `#${state.lang}`}`;
    for (const view of ['list', 'map', 'heat', 'table']) at(`show-${view}`).setAttribute('aria-pressed', String(state.view === view));
    at('stage').hidden = state.view === 'table' || state.view === 'heat';
    at('heat').hidden = state.view !== 'heat';
    at('sheet').hidden = state.view !== 'table';
    const focusable = state.selected && state.selected.startsWith('component:');
    at('focus').hidden = !focusable;
    at('focus').textContent = say(state.focus ? (cm.large ? 'groups_its' : 'whole') : 'focus');
    legend();
  };
  const speak = before => {
    if (['deny', 'home', 'lens', 'mode', 'baseline'].some(key => String(before[key]) !== String(state[key]))) {
      at('spoken').textContent = cm.outcomeWords() + (cm.moved() ? ` ${cm.nameOfHome(state.home)}.` : '');
    } else if (state.cut && (state.cut !== before.cut || state.selected !== before.selected)) {
      at('spoken').textContent = cm.cutSpoken(cm.split(state.selected)[1], state.cut);
    } else if (before.cut && !state.cut && state.selected === before.selected) {
      at('spoken').textContent = say('cut_cleared');
    } else if (state.selected && state.selected !== before.selected) {
      const [kind, id] = cm.split(state.selected), stops = kind === 'component' ? cm.stops(id) : 0;
      at('spoken').textContent = cm.unitName(state.selected) + (stops ? `. ${say('stops_targets', {n: stops, all: cm.targets.length})}` : '');
    }
  };
  const refresh = before => {
    chrome();
    cm.readColours();
    cm.refreshDeny();
    cm.refreshPanel(before);
    cm.refreshTable();
    cm.refreshHeat();
    cm.refreshNetwork();
    speak(before);
    if (before.selected !== state.selected) cm.reveal();
  };

  at('language').addEventListener('click', () => set({lang: state.lang === 'zh' ? 'en' : 'zh'}));
  at('theme').addEventListener('click', () => set({theme: THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length]}));
  at('show-list').addEventListener('click', () => set({view: 'list', selected: null, focus: false}));
  at('show-map').addEventListener('click', () => set({view: 'map'}));
  at('show-heat').addEventListener('click', () => set({view: 'heat'}));
  at('show-table').addEventListener('click', () => set({view: 'table'}));
  at('focus').addEventListener('click', () => set({focus: !state.focus}));
  at('zoom-in').addEventListener('click', () => cm.zoom(1.3));
  at('zoom-out').addEventListener('click', () => cm.zoom(1 / 1.3));
  at('fit').addEventListener('click', () => cm.fit());
  const steps = event => {
    const key = event.key.toLowerCase(), held = event.ctrlKey || event.metaKey;
    if (key === (held ? 'z' : 'u')) return event.shiftKey ? cm.redo : cm.undo;
    return held && key === 'y' ? cm.redo : null;
  };
  document.addEventListener('keydown', event => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.altKey) return;
    const step = steps(event);
    if (!step) return;
    event.preventDefault();
    step();
  });
  document.addEventListener('keydown', event => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      cm.focusSearch();
    } else if (event.key === 'Escape') {
      if (state.cut) cm.chooseCut(cm.split(state.selected)[1], null);
      else if (state.focus && !cm.near()) set({focus: false});
      else if (state.group && !state.selected) cm.openGroup(null);
      else select(null);
    } else if (event.key === 'd') {
      if (state.selected) cm.toggle(state.selected);
      else {
        event.preventDefault();
        cm.focusDeny();
      }
    } else if (event.key === 'h') {
      set({view: state.view === 'heat' ? 'map' : 'heat'});
    } else if (event.key === 't') {
      set({view: state.view === 'table' ? 'map' : 'table'});
    } else if (event.key === 'l') {
      set({lang: state.lang === 'zh' ? 'en' : 'zh'});
    }
  });
  new ResizeObserver(() => cm.refreshNetwork()).observe(at('network'));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    cm.readColours();
    cm.refreshNetwork();
  });

  chrome();
  cm.readColours();
  cm.refreshDeny();
  cm.refreshPanel();
  cm.refreshTable();
  cm.refreshHeat();
  cm.refreshNetwork();
  cm.reveal();
  cm.onChange(refresh);
  /* Two frames later the first picture is on the screen. */
  window.requestAnimationFrame(() => window.requestAnimationFrame(() => {
    cm.ready = true;
    cm.firstFrame = performance.now();
    document.documentElement.dataset.ready = 'yes';
  }));
})(window.chainmap);
