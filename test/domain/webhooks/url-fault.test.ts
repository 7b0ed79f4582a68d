import { describe, expect, test } from '@jest/globals';
import { urlFault } from '../../../src/domain/webhooks/url-fault.js';

const httpsOnly = { httpToo: false };

describe('the URL of a webhook', () => {
  test.each(['https://hooks.example', 'HTTPS://hooks.example:8443/a?b=c#d', 'https://[2606:4700::1]/'])(
    'may be %s',
    (url) => expect(urlFault(url, httpsOnly)).toBeUndefined(),
  );
  test.each([
    ['', 'NOT_A_URL'],
    ['/hook', 'NOT_A_URL'],
    ['hooks.example/hook', 'NOT_A_URL'],
    ['https://', 'NOT_A_URL'],
    ['https://256.1.1.1/', 'NOT_A_URL'],
    ['https://[::1', 'NOT_A_URL'],
    ['https://[fe80::1%25eth0]/', 'NOT_A_URL'],
    ['https://hooks.example:99999/', 'NOT_A_URL'],
    ['http://hooks.example/', 'NOT_HTTPS'],
    ['ftp://hooks.example/', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['unix:/run/docker.sock', 'NOT_HTTPS'],
    ['gopher://hooks.example/', 'NOT_HTTPS'],
    ['localhost:8443', 'NOT_HTTPS'],
    ['https://ada@hooks.example/', 'CREDENTIALS_IN_URL'],
    ['https://:secret@hooks.example/', 'CREDENTIALS_IN_URL'],
    ['https://hooks.example%40ada:b@10.0.0.1/', 'CREDENTIALS_IN_URL'],
  ])('is not %s', (url, fault) => expect(urlFault(url, httpsOnly)).toBe(fault));

  test('may be of http, where that is fine', () => {
    expect(urlFault('http://localhost:3000/', { httpToo: true })).toBeUndefined();
    expect(urlFault('ftp://localhost/', { httpToo: true })).toBe('NOT_HTTPS');
  });
});
