'use strict';
// Only a piece with a well-formed escape is decoded; what is then malformed is decoded byte by byte.
const querystring = require('querystring');

for (const text of ['\u{1f600}%u1', '\u00e9%zz%20', '\u2603%', '\u2603%E4', 'a%E4%C3%A9\u00e9', '%', '%4', '+\u2603%E4', '\ud800%u=%\ud800']) {
  console.log(JSON.stringify([text, querystring.unescape(text), Object.entries(querystring.parse(text))]));
}
