'use strict';
binding('runtime').writeStderr('hello from phasor\n');
