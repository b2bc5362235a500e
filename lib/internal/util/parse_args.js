'use strict';
// util.parseArgs (https://nodejs.org/api/util.html#utilparseargsconfig).
// Callers: lib/util.js. Two steps: the arguments become tokens, the tokens become values.

const { codes } = require('internal/errors');
const {
  validateArray, validateBoolean, validateBooleanArray, validateObject, validateString, validateStringArray, validateUnion,
} = require('internal/validators');

const {
  ERR_INVALID_ARG_VALUE, ERR_PARSE_ARGS_INVALID_OPTION_VALUE, ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL,
  ERR_PARSE_ARGS_UNKNOWN_OPTION,
} = codes;

// The program's arguments: not those of the runtime, the script, or the evaluated text.
function mainArguments() {
  const { execArgv, argv } = process;
  const evaluates = execArgv.some((one) => /^(-e|-p|-pe|--eval|--print)(=|$)/.test(one));
  return argv.slice(evaluates ? 1 : 2);
}

function own(object, key, fallback = undefined) {
  return Object.hasOwn(object, key) ? object[key] : fallback;
}

const typeOf = (options, name) => own(options, name)?.type;

function longNameOf(options, short) {
  for (const name of Object.keys(options)) if (own(options[name], 'short') === short) return name;
  return short;
}

const startsWithDash = (arg) => arg.length > 1 && arg[0] === '-';
const isShort = (arg) => arg.length === 2 && arg[0] === '-' && arg[1] !== '-';
const isShortGroup = (arg) => arg.length > 2 && arg[0] === '-' && arg[1] !== '-';
const isLong = (arg) => arg.length > 2 && arg.startsWith('--');

function optionToken(name, rawName, index, value, inlineValue) {
  return { kind: 'option', name, rawName, index, value, inlineValue };
}

/**
 * @param {string[]} args
 * @param {object} options
 * @returns {object[]} tokens
 */
function tokenize(args, options) {
  const tokens = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    const next = args[index + 1];
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (index++; index < args.length; index++) tokens.push({ kind: 'positional', index, value: args[index] });
      break;
    }
    let usedNext = false;
    if (isShort(arg) || isShortGroup(arg)) usedNext = addShorts(tokens, arg, index, next, options);
    else if (isLong(arg)) usedNext = addLong(tokens, arg, index, next, options);
    else tokens.push({ kind: 'positional', index, value: arg });
    if (usedNext) index++;
  }
  return tokens;
}

// -a, -abc, -fVALUE: a string option takes the rest of its group, or the next argument when it is last.
function addShorts(tokens, arg, index, next, options) {
  for (let i = 1; i < arg.length; i++) {
    const name = longNameOf(options, arg[i]);
    const rawName = `-${arg[i]}`;
    if (typeOf(options, name) !== 'string') {
      tokens.push(optionToken(name, rawName, index, undefined, undefined));
    } else if (i < arg.length - 1) {
      tokens.push(optionToken(name, rawName, index, arg.slice(i + 1), true));
      return false;
    } else {
      tokens.push(optionToken(name, rawName, index, next, next === undefined ? undefined : false));
      return next !== undefined;
    }
  }
  return false;
}

function addLong(tokens, arg, index, next, options) {
  const equals = arg.indexOf('=', 3);
  if (equals !== -1) {
    const name = arg.slice(2, equals);
    tokens.push(optionToken(name, `--${name}`, index, arg.slice(equals + 1), true));
    return false;
  }
  const name = arg.slice(2);
  if (typeOf(options, name) === 'string' && next !== undefined) {
    tokens.push(optionToken(name, arg, index, next, false));
    return true;
  }
  tokens.push(optionToken(name, arg, index, undefined, undefined));
  return false;
}

// A value that looks like an option has most likely been forgotten.
function checkAmbiguous(token) {
  if (token.inlineValue !== false || !startsWithDash(token.value)) return;
  const { rawName, name } = token;
  const example = rawName.startsWith('--') ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(
    `Option '${rawName}' argument is ambiguous.\n` +
    `Did you forget to specify the option argument for '${rawName}'?\n` +
    `To specify an option argument starting with a dash use ${example}.`);
}

function checkUse(token, config) {
  const { options, allowPositionals } = config;
  if (!Object.hasOwn(options, token.name)) {
    throw new ERR_PARSE_ARGS_UNKNOWN_OPTION(token.rawName, allowPositionals);
  }
  const short = own(options[token.name], 'short');
  const shown = `${short ? `-${short}, ` : ''}--${token.name}`;
  const type = options[token.name].type;
  if (type === 'string' && typeof token.value !== 'string') {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value != null) {
    throw new ERR_PARSE_ARGS_INVALID_OPTION_VALUE(`Option '${shown}' does not take an argument`);
  }
}

// With allowNegative, --no-color is color: false. Returns the name without no-.
function readNegative(token, config) {
  const { options, allowNegative, strict } = config;
  const { name } = token;
  if (!allowNegative || !name.startsWith('no-')) return undefined;
  const positive = name.slice(3);
  const isBoolean = typeOf(options, positive) === 'boolean';
  // With a value it is no negation: of an option that would have been one, an error tells.
  if (token.value !== undefined && !(strict && isBoolean)) return undefined;
  if (strict && !isBoolean && !Object.hasOwn(options, name)) return undefined;
  if (!Object.hasOwn(options, name)) token.name = positive;
  return positive;
}

function store(values, options, name, value) {
  if (name === '__proto__') return;
  if (own(options, name)?.multiple) (values[name] ??= []).push(value);
  else values[name] = value;
}

function checkOption(name, option) {
  const property = `options.${name}`;
  validateObject(option, property);
  const { type, short, multiple, default: fallback } = option;
  validateUnion(type, `${property}.type`, ['string', 'boolean']);
  if (Object.hasOwn(option, 'short')) {
    validateString(short, `${property}.short`);
    if (short.length !== 1) throw new ERR_INVALID_ARG_VALUE(`${property}.short`, short, 'must be a single character');
  }
  if (Object.hasOwn(option, 'multiple')) validateBoolean(multiple, `${property}.multiple`);
  if (fallback === undefined) return;
  const isString = type === 'string';
  if (multiple) (isString ? validateStringArray : validateBooleanArray)(fallback, `${property}.default`);
  else (isString ? validateString : validateBoolean)(fallback, `${property}.default`);
}

function readConfig(config) {
  const args = own(config, 'args') ?? mainArguments();
  const strict = own(config, 'strict') ?? true;
  const allowPositionals = own(config, 'allowPositionals') ?? !strict;
  const wantsTokens = own(config, 'tokens') ?? false;
  const options = own(config, 'options') ?? { __proto__: null };
  const allowNegative = own(config, 'allowNegative') ?? false;
  validateArray(args, 'args');
  validateBoolean(strict, 'strict');
  validateBoolean(allowPositionals, 'allowPositionals');
  validateBoolean(wantsTokens, 'tokens');
  validateBoolean(allowNegative, 'allowNegative');
  validateObject(options, 'options');
  for (const name of Object.keys(options)) checkOption(name, options[name]);
  return { args, strict, allowPositionals, wantsTokens, options, allowNegative };
}

/**
 * @param {object} [config]
 * @returns {{values: object, positionals: string[], tokens?: object[]}}
 */
function parseArgs(config = { __proto__: null }) {
  const settings = readConfig(Object(config));
  const { options, strict } = settings;
  const tokens = tokenize(settings.args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (settings.wantsTokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      const positive = readNegative(token, settings);
      if (strict) {
        checkUse(token, settings);
        checkAmbiguous(token);
      }
      if (positive !== undefined) token.name = positive;
      store(result.values, options, positive ?? token.name, positive === undefined ? token.value ?? true : false);
    } else if (token.kind === 'positional') {
      if (!settings.allowPositionals) throw new ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL(token.value);
      result.positionals.push(token.value);
    }
  }
  for (const name of Object.keys(options)) {
    const { default: fallback } = options[name];
    if (fallback !== undefined && result.values[name] === undefined && name !== '__proto__') {
      result.values[name] = fallback;
    }
  }
  return result;
}

module.exports = { parseArgs };
