'use strict';
// 'http' entries of the performance timeline: one for each request that a server answered (HttpRequest) or a client got
// answered (HttpClient). Callers: internal/http/watch, internal/http/client, while observed.http is not 0.

const { kKey, PerformanceNodeEntry } = require('internal/perf/entries');
const { enqueue } = require('internal/perf/observer');
const { now } = binding('performance');

function tell(name, startTime, detail) {
  enqueue(new PerformanceNodeEntry(kKey, name, 'http', startTime, now() - startTime, detail));
}

/** @param {import('http').IncomingMessage} req @param {import('http').ServerResponse} res */
function watchServer(req, res) {
  const startTime = now();
  const request = { method: req.method, url: req.url, headers: req.headers };
  res.on('finish', () => {
    const { statusCode, statusMessage } = res;
    tell('HttpRequest', startTime, { req: request, res: { statusCode, statusMessage, headers: res.getHeaders() } });
  });
}

/** The request has been sent. @returns {(res) => void} to be called when the response has ended */
function watchClient(req) {
  const startTime = now();
  const { host, method, path, protocol } = req;
  const url = `${protocol}//${req.getHeader('host') ?? host}${path}`;
  const request = { method, url, headers: req.getHeaders() };
  return ({ headers, statusCode, statusMessage }) => {
    tell('HttpClient', startTime, { req: request, res: { statusCode, statusMessage, headers } });
  };
}

module.exports = { watchClient, watchServer };
