'use strict';
// The classes of node:sqlite as their users see them. Node's are functions: their methods are enumerable, and most of them
// make no objects. Callers: database.js, statement.js, session.js, tag_store.js.

function illegalConstructor() {
  return Object.assign(new Error('Illegal constructor'), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
}

/**
 * The function by which users know `Class`; its objects are instances of both.
 * @param {string} name @param {Function} Class @param {boolean} [isOpen] whether users may make objects
 * @returns {Function}
 */
function publicClass(name, Class, isOpen = false) {
  const PublicClass = function(...args) {
    if (!isOpen) throw illegalConstructor();
    if (new.target === undefined) {
      throw Object.assign(new TypeError('Cannot call constructor without `new`'), { code: 'ERR_CONSTRUCT_CALL_REQUIRED' });
    }
    return Reflect.construct(Class, args, new.target);
  };
  const { prototype } = Class;
  for (const key of Reflect.ownKeys(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { __proto__: null, enumerable: true });
  }
  Object.defineProperty(PublicClass, 'name', { __proto__: null, value: name });
  PublicClass.prototype = prototype;
  Object.defineProperty(prototype, 'constructor', { __proto__: null, value: PublicClass });
  return PublicClass;
}

module.exports = { publicClass };
