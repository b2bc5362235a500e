'use strict';
console.log(['it\'s', 'say "x"', 'both \' "', 'all \' " `', 'tab\t', '\u0000\u001b\u007f\u009f', '\ud800', '\u{1f600}', 'a\\b']);
console.log({ long: 'word '.repeat(40) }, ['line1\nline2'.repeat(8)]); console.log('top\nlevel');
