/* The script of every page to read: language and theme. Without it the page reads in one language. */
'use strict';
(() => {
  const root = document.documentElement, body = document.body;
  const first = root.dataset.lang;
  const THEMES = ['auto', 'light', 'dark'];
  /* An address carries its parts after "#", joined by "&": a language, and what the page itself puts there. */
  const parts = address => (address.split('#')[1] || '').split('&').filter(Boolean);
  const withParts = (address, several) => address.split('#')[0] + (several.length ? `#${several.join('&')}` : '');
  const isLanguage = part => part === 'en' || part === 'zh';
  const show = lang => {
    root.dataset.lang = lang;
    root.lang = lang === 'zh' ? 'zh-CN' : 'en';
    document.title = lang === 'zh' ? body.dataset.titleZh : body.dataset.titleEn;
    for (const link of document.querySelectorAll('a[data-map], a[data-page]')) {
      const address = link.getAttribute('href'), own = 'map' in link.dataset ? [`l=${lang}`] : [lang];
      const kept = parts(address).filter(part => !part.startsWith('l=') && !isLanguage(part));
      link.setAttribute('href', withParts(address, [...kept, ...(lang === first ? [] : own)]));
    }
    document.dispatchEvent(new Event('languagechange'));
  };
  const remember = several => history.replaceState(null, '', withParts(location.href, several));
  document.querySelector('.tools').hidden = false;
  document.getElementById('language').addEventListener('click', () => {
    const lang = root.dataset.lang === 'zh' ? 'en' : 'zh';
    show(lang);
    remember([...(lang === first ? [] : [lang]), ...parts(location.href).filter(part => !isLanguage(part))]);
  });
  document.getElementById('theme').addEventListener('click', () => {
    root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
  });
  const asked = parts(location.href).find(isLanguage);
  if (asked) show(asked);
  window.chainmap = {parts, remember, first};
  root.dataset.ready = 'yes';
})();
