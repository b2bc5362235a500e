'use strict';
function f() { null.x; }
f();
