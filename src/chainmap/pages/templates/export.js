/* Exports: the picture as SVG and PNG, the table as CSV, the what-if as a scenario file, and the page on paper. */
'use strict';
(cm => {
  const {data, el, say, state} = cm;
  const at = id => document.getElementById(id);

  const stem = data.id.replace(/[^\w.-]+/g, '-').replace(/^[-.]+/, '') || 'map';
  const save = (name, blob) => {
    const address = URL.createObjectURL(blob), link = el('a', {href: address, download: name, hidden: true});
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(address), 60000);
    at('spoken').textContent = say('export_done', {name});
  };

  /* ---- the table ---- */
  /* A spreadsheet would run what begins so: an apostrophe makes it text. */
  const cell = value => {
    const words = String(value).replace(/\r\n?/g, '\n'), safe = /^[=+\-@\t\n]/.test(words) ? `'${words}` : words;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csvText = () => {
    const {head, rows} = cm.tableRows();
    return `\ufeff${[[say('export_id'), ...head], ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`;
  };

  /* ---- the scenario file ---- */
  /* A JSON text is a YAML text, but for the characters that YAML breaks lines at or does not print. */
  const quoted = words => JSON.stringify(String(words).toWellFormed())
    .replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, one => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const list = words => `[${words.map(quoted).join(', ')}]`;
  const unsupplied = id => cm.components.has(id) && cm.components.get(id).supply === 'unknown';
  /* What a scenario file has no word for: an offer posited to fail because nobody knows whose it is. */
  const posited = () => state.deny.filter(unit => unit.startsWith('unknown:') && !unsupplied(cm.split(unit)[1]));
  const obstacle = () => (!state.deny.length ? say('export_nothing') : posited().length ? say('export_posited', {what: cm.list(posited().map(cm.unitName))}) : '');
  const said = lang => {
    const was = {lang: state.lang, baseline: state.baseline};
    Object.assign(state, {lang, baseline: false});
    try { return cm.outcomeWords(); } finally { Object.assign(state, was); }
  };
  const scenarioName = () => {
    const words = state.deny.map(unit => cm.split(unit)[1].toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')).filter(Boolean);
    return `deny-${[...words.slice(0, 3), ...(words.length > 3 ? ['and-more'] : [])].join('-') || 'what-if'}`.slice(0, 80).replace(/-+$/, '');
  };
  const yamlText = () => {
    const kinds = new Map();
    for (const unit of state.deny) {
      const [kind, id] = cm.split(unit), key = kind === 'unknown' ? 'component' : kind;
      kinds.set(key, [...new Set([...(kinds.get(key) || []), id])]);
    }
    const home = Object.hasOwn(cm.engine.blocs, state.home) ? [state.home] : cm.homeOf(state.home);
    return [
      `name: ${quoted(scenarioName())}`, `about_en: ${quoted(said('en'))}`, `about_zh: ${quoted(said('zh'))}`, `stack: ${quoted(data.id)}`,
      `home: ${home.length ? list(home) : 'none'}`, `lens: ${state.lens}`, `mode: ${state.mode}`, 'steps:', '  - at: 0', '    deny:',
      ...[...kinds].map(([kind, ids]) => `      ${kind}: ${list(ids)}`), '',
    ].join('\n');
  };

  /* ---- paper ---- */
  const paper = el('section', {id: 'paper', hidden: true});
  document.body.append(paper);
  const layPaper = () => {
    const targets = [...cm.targets].sort((a, b) => cm.severity(a.id) - cm.severity(b.id)), picture = cm.svgElement(cm.SHEET);
    picture.removeAttribute('width');
    picture.removeAttribute('height');
    paper.replaceChildren(
      el('h1', {}, cm.text(data.title)), el('p', {}, `${cm.factsLine()} · ${say(`mode_${state.mode}`)}`), el('p', {class: 'outcome'}, cm.outcomeWords()),
      el('p', {}, state.deny.length ? say('export_denied', {what: cm.list(state.deny.map(cm.unitName))}) : say('export_none')),
      cm.filterWords() ? el('p', {}, cm.filterWords()) : null,
      targets.length ? [el('h2', {}, say(state.deny.length ? 'targets_now' : 'targets')), el('ul', {}, targets.map(target => el('li', {}, el('span', {class: 'place'}, cm.sign(cm.stateOf(target.id).word)),
        el('span', {class: 'grow'}, cm.componentName(target.id)), el('span', {}, cm.stateWordsOf(target.id)))))].flat() : [],
      el('figure', {}, picture));
    paper.hidden = false;
    document.body.toggleAttribute('data-paper', true);
  };
  paper.replaceChildren = function replace(...parts) { Element.prototype.replaceChildren.apply(this, parts.flat().filter(Boolean)); };
  const clearPaper = () => {
    paper.replaceChildren();
    paper.hidden = true;
    document.body.toggleAttribute('data-paper', false);
  };
  window.addEventListener('beforeprint', layPaper);
  window.addEventListener('afterprint', clearPaper);

  /* ---- the menu ---- */
  const png = () => cm.pictureCanvas(2).toBlob(blob => {
    if (blob) save(`${stem}-map.png`, blob);
    else at('spoken').textContent = say('export_failed');
  }, 'image/png');
  const ITEMS = {
    svg: () => save(`${stem}-map.svg`, new Blob([cm.svgText()], {type: 'image/svg+xml'})),
    png,
    csv: () => save(`${stem}-table.csv`, new Blob([csvText()], {type: 'text/csv;charset=utf-8'})),
    yaml: () => save(`${scenarioName()}.yaml`, new Blob([yamlText()], {type: 'application/yaml'})),
    print: () => window.print(),
  };
  const button = at('export'), menu = el('ul', {id: 'exports', role: 'menu', hidden: true});
  button.after(menu);
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-controls', 'exports');
  button.setAttribute('aria-expanded', 'false');
  const items = () => [...menu.querySelectorAll('[role="menuitem"]')];
  const close = back => {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    if (back) button.focus();
  };
  const open = place => {
    const reason = obstacle();
    menu.setAttribute('aria-label', say('export'));
    menu.replaceChildren(...Object.keys(ITEMS).map(name => {
      const barred = name === 'yaml' && reason;
      return el('li', {role: 'none'}, el('button', {type: 'button', role: 'menuitem', tabindex: '-1', 'data-export': name, 'aria-disabled': barred ? 'true' : null,
        click: () => {
          if (barred) {
            at('spoken').textContent = reason;
            return;
          }
          close(true);
          ITEMS[name]();
        }}, say(`export_${name}`), barred ? el('small', {}, reason) : null));
    }));
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    items().at(place).focus();
  };
  button.addEventListener('click', () => (menu.hidden ? open(0) : close(true)));
  button.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 0 : -1);
  });
  menu.addEventListener('keydown', event => {
    const all = items(), place = all.indexOf(document.activeElement);
    const to = {ArrowDown: (place + 1) % all.length, ArrowUp: (place + all.length - 1) % all.length, Home: 0, End: all.length - 1}[event.key];
    event.stopPropagation();
    if (to !== undefined) {
      event.preventDefault();
      all[to].focus();
    } else if (event.key === 'Escape') {
      close(true);
    } else if (event.key === 'Tab') {
      close(true);
    }
  });
  menu.addEventListener('focusout', event => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget) && event.relatedTarget !== button) close(false);
  });
  document.addEventListener('pointerdown', event => {
    if (!menu.hidden && !menu.contains(event.target) && event.target !== button) close(false);
  });
  cm.onChange(() => close(false));
  Object.assign(cm, {csvText, yamlText});
})(window.chainmap);
