import { register } from 'module';
register('import-in-the-middle/hook.mjs', import.meta.url);
const { Hook } = await import('import-in-the-middle');
new Hook(['fs', 'os'], (exported, name) => { if (name === 'os') exported.hostname = () => 'hooked'; });
const os = await import('os'); console.log(os.hostname());
const fs = await import('fs'); console.log(typeof fs.readFileSync);
