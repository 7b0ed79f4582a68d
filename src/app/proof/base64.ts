/** Is the text the one base64 (RFC 4648 section 4, with padding) of so many bytes? Node reads others too. */
export const isBase64Of = (text: string, bytes: number): boolean => {
  const read = Buffer.from(text, 'base64');
  return read.length === bytes && read.toString('base64') === text;
};
