'use strict';
process.emitWarning('one'); process.emitWarning('two', 'Custom', 'C001'); process.emitWarning('three', { type: 'T', code: 'C', detail: 'more detail' }); process.emitWarning('dep', 'DeprecationWarning', 'DEP0'); process.emitWarning('dep', 'DeprecationWarning', 'DEP0');
