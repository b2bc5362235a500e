'use strict';
for (const u of ['https://user:pa%20ss@example.org:8080/a/../b/./c?x=1&y=2#frag', 'http://EXAMPLE.com:80/%7Efoo', 'file:///C:/a/b', 'data:text/plain,hi', 'http://[::1]:3000/', 'http://xn--fa-hia.de/', 'http://fa\u00df.de/\u00fc', 'blob:https://a.b/c']) {
  console.log(new URL(u));
}
