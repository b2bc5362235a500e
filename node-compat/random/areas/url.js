'use strict';
// Addresses put together from odd pieces: WHATWG URL and its setters, URLSearchParams, url.parse/format/resolve, querystring, path.

const url = require('url');
const path = require('path');
const querystring = require('querystring');
const { attempt } = require('../support');

const PIECES = {
  scheme: [
    'http:', 'https:', 'HTTP:', 'ftp:', 'file:', 'data:', 'mailto:', 'javascript:', 'ws:', 'node:', 'a+b-c.d:', '1x:', ':',
    '',
  ],
  slashes: ['//', '/', '', '///', '\\\\', '\\', '/\\', '//\t//'],
  auth: ['', '', '', 'user@', 'user:pass@', ':@', 'a:b:c@', 'u%40:p%3A@', '\u00fc:\u00f6@', 'a b@'],
  host: [
    'host', 'example.com', 'EXAMPLE.com', '127.0.0.1', '127.1', '0x7f.1', '256.1.1.1', '[::1]', '[::1', '[1:2::3]', '',
    'b\u00fccher.de', 'xn--bcher-kva.de', 'a b', 'a%20b', 'a..b', '.', '1.2.3.4.5', 'h\u00adost', '\u2603', 'ex%41mple',
  ],
  port: ['', '', ':80', ':443', ':0', ':65535', ':65536', ':', ':x', ':8a', ':-1', ':00080'],
  path: [
    '', '/', '/a/b', '/a/../b', '/./a', '/a/..', '/..', '/%2e%2e/x', '//x', '/a b', '/\u00e4', '/a;b', '/C|/x', '/C:/..',
    '/a\\b', 'x', '../y', '.', '..', '/%zz', '/a\tb\n', '/\'"<>`{}',
  ],
  query: [
    '', '', '?', '?a=1', '?a=1&b=2', '?a b', '?\u00e4=%E4', '?a=1&a=2', '?#', '?a[]=1', "?'", '?a+b=c%2Bd', '?=&=', '?&&',
    '?a&b=', '?%', '?\ud800',
  ],
  hash: ['', '', '#', '#f', '#a b', '#\u00e4', '#?x', '##', '#`<>"'],
};
const SETTERS = ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const NAMES = ['a', 'b', 'a b', '\u00e4', '', 'a&b=c', '+', '%', '\ud800', '__proto__', 'toString'];

module.exports = async (random, say) => {
  const piece = (name) => random.pick(PIECES[name]);
  const address = () => ['scheme', 'slashes', 'auth', 'host', 'port', 'path', 'query', 'hash'].map(piece).join('');
  const reference = () => random.pick([() => ['path', 'query', 'hash'].map(piece).join(''), address])();
  const shown = (made) => [
    made.href, made.origin, made.protocol, made.username, made.password, made.host, made.port, made.pathname, made.search,
    made.hash,
  ];
  const name = () => random.pick(NAMES);

  const whatwg = () => {
    const [input, base] = [reference(), random.pick([undefined, address(), 'http://base/dir/file?q#h'])];
    say('URL', [input, base]);
    say('  canParse', URL.canParse(input, base), URL.parse(input, base)?.href);
    const made = attempt(
      (title, result) => say(title, result instanceof URL ? shown(result) : result),
      ' ',
      () => new URL(input, base),
    );
    for (let i = random.int(4); made && i > 0; i--) {
      const setter = random.pick(SETTERS);
      const value = random.pick([
        () => piece(random.pick(Object.keys(PIECES))),
        address,
        () => random.pick([80, null, undefined, {}]),
      ])();
      attempt(say, `  ${setter} = ${String(value)}`, () => {
        made[setter] = value;
        return shown(made);
      });
    }
    if (made && random.chance(0.3)) {
      made.searchParams.append(name(), name());
      say('  appended', made.href);
    }
    if (made) attempt(say, '  fileURLToPath', () => url.fileURLToPath(made));
    if (made) attempt(say, '  urlToHttpOptions', () => Object.entries(url.urlToHttpOptions(made)).map(String));
  };
  const parameters = () => {
    const init = random.pick([
      piece('query'),
      { [name()]: name() },
      [
        [name(), name()],
        [name(), name()],
      ],
      [[name()]],
      new Map([[name(), 1]]),
      5,
      null,
    ]);
    say('URLSearchParams', init);
    const made = attempt(
      (title, result) => say(title, String(result)),
      ' ',
      () => new URLSearchParams(init),
    );
    for (let i = random.int(6); made && i > 0; i--) {
      const method = random.pick(['append', 'set', 'delete', 'has', 'get', 'getAll', 'sort']);
      attempt(say, `  ${method}`, () => [made[method](...random.list(2, name)), String(made), made.size]);
    }
  };
  const legacy = () => {
    const input = address();
    say('url.parse', input);
    attempt(say, ' ', () =>
      Object.entries(url.parse(input, random.chance(0.3), random.chance(0.3))).map(
        ([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
      ),
    );
    attempt(say, '  format', () => url.format(url.parse(input)));
    const [from, to] = [address(), reference()];
    attempt(say, `url.resolve ${JSON.stringify([from, to])}`, () => url.resolve(from, to));
    attempt(say, 'url.format', () =>
      url.format({
        protocol: piece('scheme'),
        auth: piece('auth'),
        host: random.pick([undefined, piece('host')]),
        hostname: piece('host'),
        port: random.pick([80, '', '8']),
        pathname: piece('path'),
        search: random.pick([undefined, piece('query')]),
        query: { [name()]: [name(), 1, true, null] },
        hash: piece('hash'),
        slashes: random.pick([true, false, undefined]),
      }),
    );
  };
  const query = () => {
    const input = piece('query') + random.text('a=&+%20\u00e4;', 12);
    say('querystring', input);
    attempt(say, '  parse', () =>
      JSON.stringify(
        querystring.parse(input, ...random.pick([[], [';'], ['&', '%'], ['', ''], ['&', '=', { maxKeys: random.int(4) }]])),
      ),
    );
    attempt(say, '  stringify', () =>
      querystring.stringify(
        { [name()]: name(), [name()]: [name(), 5, true, 1n, NaN, {}, null] },
        ...random.pick([[], [';', ':']]),
      ),
    );
    attempt(say, '  unescape', () => [querystring.unescape(input), querystring.escape(name())]);
  };
  const paths = () => {
    const part = () => random.text(['a', '.', '..', '/', '\\', 'C:', ' ', 'b.txt', '.hidden', '\u00e4'], 8);
    for (const kind of [path.posix, path.win32]) {
      const [one, two] = [part(), part()];
      say('path', [one, two]);
      for (const method of ['join', 'relative'])
        attempt(say, `  ${method}`, () =>
          kind === path.win32 && method === 'relative' ? 'of the working folder' : kind[method](one, two),
        );
      for (const method of ['normalize', 'dirname', 'basename', 'extname', 'isAbsolute', 'toNamespacedPath'])
        if (kind === path.posix || method !== 'toNamespacedPath') attempt(say, `  ${method}`, () => kind[method](one));
      attempt(say, '  parse', () => [
        kind.parse(one),
        kind.format(kind.parse(one)),
        kind.format({ dir: one, base: two, ext: 'x' }),
      ]);
      attempt(say, '  basename', () => [
        kind.basename(one, two),
        kind.basename(one, '.txt'),
        kind.matchesGlob(one, '**/*.txt'),
      ]);
    }
  };
  for (let i = 0; i < 12; i++) random.pick([whatwg, whatwg, parameters, legacy, query, paths])();
};
