'use strict';
// Which thread this is. Callers: what only the main thread may do.

/** @returns {number} 0: the main thread */
const threadId = () => binding('worker').threadId();
const isMainThread = () => threadId() === 0;

module.exports = { isMainThread, threadId };
