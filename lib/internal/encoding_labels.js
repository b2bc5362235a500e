'use strict';
// The labels of encodings and the encodings they name (https://encoding.spec.whatwg.org/#names-and-labels). Loaded by
// internal/encoding when a label other than UTF-8's is asked for.

// Each line: the name, then every label.
const kLines = `
utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8
ibm866 866 cp866 csibm866 ibm866
iso-8859-2 csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3 csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4 csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5 csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek
iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual
iso-8859-8-i csiso88598i iso-8859-8-i logical
iso-8859-10 csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13 iso-8859-13 iso8859-13 iso885913
iso-8859-14 iso-8859-14 iso8859-14 iso885914
iso-8859-15 csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16 iso-8859-16
koi8-r cskoi8r koi koi8 koi8-r koi8_r
koi8-u koi8-ru koi8-u
macintosh csmacintosh mac macintosh x-mac-roman
windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
windows-1250 cp1250 windows-1250 x-cp1250
windows-1251 cp1251 windows-1251 x-cp1251
windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252
windows-1253 cp1253 windows-1253 x-cp1253
windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254
windows-1255 cp1255 windows-1255 x-cp1255
windows-1256 cp1256 windows-1256 x-cp1256
windows-1257 cp1257 windows-1257 x-cp1257
windows-1258 cp1258 windows-1258 x-cp1258
x-mac-cyrillic x-mac-cyrillic x-mac-ukrainian
gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk
gb18030 gb18030
big5 big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp cseucpkdfmtjapanese euc-jp x-euc-jp
iso-2022-jp csiso2022jp iso-2022-jp
replacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement
shift_jis csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis
euc-kr cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
utf-16be unicodefffe utf-16be
utf-16le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le
x-user-defined x-user-defined
`;

const names = new Map();
for (const line of kLines.trim().split('\n')) {
  const [name, ...labels] = line.split(' ');
  for (const label of labels) names.set(label, name);
}

// What ICU calls an encoding, where the name alone would give another table.
const converters = {
  '__proto__': null,
  'iso-8859-8-i': 'iso-8859-8',
  'gbk': 'gb18030',
  'shift_jis': 'windows-31j',
};

// ISO-8859-16 from 0xa0 on; ICU does not have it.
const kIso8859_16 =
'\u00a0\u0104\u0105\u0141\u20ac\u201e\u0160\u00a7\u0161\u00a9\u0218\u00ab\u0179\u00ad\u017a\u017b' +
  '\u00b0\u00b1\u010c\u0142\u017d\u201d\u00b6\u00b7\u017e\u010d\u0219\u00bb\u0152\u0153\u0178\u017c' +
  '\u00c0\u00c1\u00c2\u0102\u00c4\u0106\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc\u00cd\u00ce\u00cf' +
  '\u0110\u0143\u00d2\u00d3\u00d4\u0150\u00d6\u015a\u0170\u00d9\u00da\u00db\u00dc\u0118\u021a\u00df' +
  '\u00e0\u00e1\u00e2\u0103\u00e4\u0107\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef' +
  '\u0111\u0144\u00f2\u00f3\u00f4\u0151\u00f6\u015b\u0171\u00f9\u00fa\u00fb\u00fc\u0119\u021b\u00ff';

const kSingleByte = /^(?:iso-8859-|windows-|koi8-|macintosh|x-mac-|ibm866)/;

// Where the standard differs from ICU's table: [byte, unit].
const kCorrections = {
  '__proto__': null,
  'koi8-u': [[0xae, 0x45e], [0xbe, 0x40e]],
  'windows-1253': [[0xaa, 0xfffd]],
  'windows-1255': [[0xca, 0x5ba]],
  'windows-874': [0xdb, 0xdc, 0xdd, 0xde, 0xfc, 0xfd, 0xfe, 0xff].map((byte) => [byte, 0xfffd]),
};

const tables = new Map();

function makeTable(name, convert) {
  if (name === 'x-user-defined') return Uint16Array.from({ length: 128 }, (_, i) => 0xf780 + i);
  if (name === 'iso-8859-16') {
    return Uint16Array.from({ length: 128 }, (_, i) => (i < 32 ? 0x80 + i : kIso8859_16.charCodeAt(i - 32)));
  }
  if (!kSingleByte.test(name)) return undefined;
  const table = Uint16Array.from({ length: 128 }, (_, i) => convert(Uint8Array.of(0x80 + i)).charCodeAt(0));
  for (const [byte, unit] of kCorrections[name] ?? []) table[byte - 0x80] = unit;
  return table;
}

/**
 * The upper half of a single-byte encoding; its lower half is ASCII.
 * @param {string} name
 * @param {(bytes: Uint8Array) => string} convert as ICU decodes this encoding
 * @returns {Uint16Array | undefined} the UTF-16 units of bytes 0x80 to 0xff; U+FFFD for none
 */
function upperHalf(name, convert) {
  let table = tables.get(name);
  if (table === undefined) tables.set(name, table = makeTable(name, convert));
  return table;
}

module.exports = {
  upperHalf,
  /** @param {string} label trimmed and in lower case @returns {string | undefined} */
  nameOf: (label) => names.get(label),
  /** @param {string} name @returns {string} */
  converterOf: (name) => converters[name] ?? name,
};
