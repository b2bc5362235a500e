'use strict';
const path = require('path');

module.exports = {
  mode: 'production',
  entry: { main: './src/index.js', other: './src/other.mjs' },
  output: { path: path.join(__dirname, 'out'), filename: '[name].[contenthash].js' },
  devtool: 'source-map',
  stats: { timings: false, builtAt: false, version: true, colors: false },
  optimization: { splitChunks: { chunks: 'all', minSize: 0 } },
};
