// Every page works without this file. It makes pages change without a flash, follow what happens, and show times where the reader is.
'use strict';
(() => {
  const policy = window.trustedTypes?.createPolicy('shop', { createHTML: text => text });
  // Only for pages of this origin, which the server has encoded.
  const parse = text => new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
  const lang = document.documentElement.lang;
  // Made where a page has a time: it takes as long as all else here.
  const moment = {};
  const local = (at, timeStyle) => (moment[timeStyle] ??= new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle })).format(at);
  const $ = (id, root = document) => root.getElementById(id);
  let streams = [];
  let visit = 0;

  const say = text => { const place = $('announce'); if (place && text) place.textContent = text; };

  const furnish = root => {
    for (const time of root.querySelectorAll('time[data-local]')) {
      const at = new Date(time.dateTime);
      if (!isNaN(at)) time.textContent = local(at, time.dataset.local);
    }
    for (const wait of root.querySelectorAll('[data-reload]')) wait.hidden = true;
    for (const button of root.querySelectorAll('[data-copy]')) button.hidden = false;
  };

  // One fetch at a time for each live part, and none more often than twice a second.
  const follow = part => {
    let busy = false, again = false, ended = false, wait = 1000, source;
    const refresh = async () => {
      if (busy) { again = true; return; }
      busy = true;
      try {
        const answer = await fetch(location.href, { headers: { 'X-Part': part.id }, cache: 'no-store' });
        if (answer.status === 401 && !ended) { location.reload(); return; }
        if (answer.ok && !ended && part.isConnected) swap(part, parse(await answer.text()));
      } catch { /* the next event, or the next connection, tries again */ }
      await new Promise(done => setTimeout(done, 500));
      busy = false;
      if (again && !ended) { again = false; refresh(); }
    };
    const connect = () => {
      if (ended || !part.isConnected) return;
      source = new EventSource(part.dataset.live);
      source.onopen = () => { wait = 1000; };
      source.onerror = () => {
        if (source.readyState !== EventSource.CLOSED) return;
        // Refused, or nothing more to come. The page says which.
        setTimeout(async () => { await refresh(); if (part.dataset.live) connect(); }, wait);
        wait = Math.min(wait * 2, 30000);
      };
      source.onmessage = refresh;
      for (const name of (part.dataset.events || '').split(' ')) if (name) source.addEventListener(name, refresh);
    };
    connect();
    return () => { ended = true; source?.close(); };
  };

  // What has the focus is found again by what it is: its place changes as new things come before it.
  const nameOf = element => element.id ? `#${CSS.escape(element.id)}`
    : element.matches('details[id] > summary') ? `#${CSS.escape(element.parentElement.id)} > summary`
    : element.matches('a[href]') ? `a[href="${CSS.escape(element.getAttribute('href'))}"]`
    : element.matches('.scroll') ? '.scroll' : '';

  const swap = (part, page) => {
    const next = $(part.id, page);
    if (!next) return;
    const focused = document.activeElement;
    const focus = part !== focused && part.contains(focused) ? nameOf(focused) : '';
    const aside = [...part.querySelectorAll('.scroll')].map(scroll => scroll.scrollLeft);
    for (const old of part.querySelectorAll('input[id], textarea[id], details[id]')) {
      const fresh = $(old.id, page);
      if (!fresh) continue;
      if (old.localName === 'details') fresh.open = old.open; else if (old.type !== 'hidden') fresh.value = old.value;
    }
    if (next.dataset.say !== part.dataset.say) say(next.dataset.say);
    for (const name of ['live', 'say', 'events']) {
      if (next.dataset[name]) part.dataset[name] = next.dataset[name]; else delete part.dataset[name];
    }
    part.replaceChildren(...next.childNodes);
    furnish(part);
    part.querySelectorAll('.scroll').forEach((scroll, index) => { scroll.scrollLeft = aside[index] ?? 0; });
    if (focus) part.querySelector(focus)?.focus({ preventScroll: true });
    if (!part.dataset.live) watch();
  };

  const watch = () => {
    for (const stop of streams) stop();
    // Who does not look needs no stream; all that has happened comes again when they do.
    streams = document.hidden ? [] : [...document.querySelectorAll('[data-live]')].filter(part => part.dataset.live && part.id).map(follow);
  };

  const show = (page, url, scroll) => {
    document.title = page.title;
    for (const place of ['bar', 'main', 'foot']) {
      const [old, next] = [$(place), $(place, page)];
      if (old && next) old.replaceWith(next);
    }
    furnish(document);
    watch();
    const target = url.hash && $(url.hash.slice(1));
    if (target) target.scrollIntoView(); else if (scroll !== null) scrollTo(0, scroll);
    const main = $('main');
    main?.focus({ preventScroll: true });
    say(page.title);
  };

  const go = async (url, push, scroll) => {
    const mine = ++visit;
    const slow = setTimeout(() => { $('main')?.setAttribute('aria-busy', 'true'); }, 300);
    try {
      const answer = await fetch(url, { headers: { Accept: 'text/html', 'X-Part': 'page' } });
      const type = answer.headers.get('Content-Type') || '';
      const at = new URL(answer.url);
      if (mine !== visit) return;
      if (answer.status === 401 || at.origin !== location.origin || !type.startsWith('text/html') || answer.headers.get('Content-Disposition')) throw 0;
      const page = parse(await answer.text());
      if (mine !== visit) return;
      if (!$('main', page) || page.documentElement.lang !== lang) throw 0;
      at.hash = url.hash;
      if (push) { history.replaceState({ y: scrollY }, ''); history.pushState({ y: 0 }, '', at); }
      show(page, at, scroll);
    } catch {
      if (mine === visit) location.assign(url);
    } finally {
      clearTimeout(slow);
      if (mine === visit) $('main')?.removeAttribute('aria-busy');
    }
  };

  document.addEventListener('click', event => {
    const copy = event.target.closest?.('[data-copy]');
    if (copy) { navigator.clipboard?.writeText(copy.dataset.copy).then(() => say(copy.dataset.done)); return; }
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || 'plain' in link.dataset || link.origin !== location.origin) return;
    const url = new URL(link.href);
    if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
    event.preventDefault();
    go(url, true, 0);
  });

  const release = form => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('button[aria-disabled]')) button.removeAttribute('aria-disabled');
  };

  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented) return;
    const url = new URL(form.getAttribute('action') ?? '', location.href); // a field may be called action, and hide the form's
    if (form.method === 'get' && url.origin === location.origin) {
      url.search = new URLSearchParams(new FormData(form, event.submitter));
      event.preventDefault();
      go(url, true, 0);
      return;
    }
    // A second press waits for the first. What protects an order from being placed twice is its key, not this.
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'true';
    event.submitter?.setAttribute('aria-disabled', 'true');
    setTimeout(release, 8000, form);
  });

  addEventListener('popstate', event => {
    if (event.state) go(new URL(location.href), false, event.state.y);
  });

  // A page from the browser's memory may be of another time: forms can be sent again, and what is live is followed again.
  addEventListener('pageshow', event => {
    for (const form of document.querySelectorAll('form[data-sent]')) release(form);
    if (event.persisted) watch();
  });
  document.addEventListener('visibilitychange', watch);
  addEventListener('pagehide', () => { for (const stop of streams) stop(); });

  // Asking where the page stands would lay it out before it is painted.
  if (!history.state) history.replaceState({ y: 0 }, '');
  furnish(document);
  watch();
})();
