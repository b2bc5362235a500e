'use strict';
// Benchmark: startup
// Prepare: benchmark/startup/generate.js
// A program of 100 small CommonJS files in a tree of folders, with JSON files and a package among them.
require(`${process.env.BENCH_DIR}/index.js`);
