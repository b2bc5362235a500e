const lib = await import('./lib.js'); console.log(lib.used(4));
