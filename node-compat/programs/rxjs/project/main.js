'use strict';
const { of, from, interval, Subject, merge, timer, zip } = require('rxjs');
const { map, filter, take, mergeMap, toArray, catchError, scan, debounceTime, bufferCount, delay, retry } = require('rxjs/operators');
from([1, 2, 3, 4]).pipe(filter((n) => n % 2 === 0), map((n) => n * 10), toArray()).subscribe(console.log);
interval(2).pipe(take(3), scan((a, b) => a + b, 0)).subscribe({ next: (v) => console.log('tick', v), complete: () => console.log('complete') });
const s = new Subject(); s.pipe(bufferCount(2)).subscribe((b) => console.log('buffer', b)); [1, 2, 3, 4].forEach((v) => s.next(v));
let tries = 0;
of(1).pipe(map(() => { if (++tries < 3) throw new Error('again'); return tries; }), retry(3), catchError((e) => of(e.message))).subscribe((v) => console.log('tries', v));
zip(of('a', 'b'), timer(300, 1)).subscribe((v) => console.log('zip', v));
