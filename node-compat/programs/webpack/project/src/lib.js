export const used = (n) => n * 2; export const unused = () => 'gone';
