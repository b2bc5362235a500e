'use strict';
const u = new URL('http://a.b/c?d#e');
u.port = '8080'; console.log(u.href); u.port = '99999'; console.log(u.href); u.protocol = 'https'; console.log(u.href);
u.hostname = 'x y'; console.log(u.href); u.host = 'z:1'; console.log(u.href); u.search = 'q=\u00e9'; console.log(u.href);
u.hash = ''; console.log(u.href); u.username = 'a@b'; console.log(u.href); u.pathname = 'x y'; console.log(u.href); u.protocol = 'mailto'; console.log(u.href);
