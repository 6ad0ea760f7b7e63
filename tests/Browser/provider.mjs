// An OpenID Connect provider for tests: the certified oidc-provider with its own pages, which take any name and password.
// usage: node provider.mjs, then the dashboard's address as one line on standard input. Prints its own address first, and ends
// with its standard input.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

// Who is in which groups; whoever is not here is in none.
const groups = { alex: ['staff', 'teachers'], kim: ['it'] };

const server = createServer((_, response) => response.writeHead(503).end());
server.listen(0, 'localhost');
await once(server, 'listening');
const issuer = `http://localhost:${server.address().port}`;
console.log(issuer);

const lines = createInterface({ input: process.stdin });
lines.once('line', (dashboard) => {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'edgemonitor',
        client_secret: 'a secret & more: 100%',
        redirect_uris: [`${dashboard}/sign-in/callback`],
        post_logout_redirect_uris: [`${dashboard}/sign-in`],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'], groups: ['groups', 'rooms'] },
    cookies: { keys: ['for tests'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, groups: groups[id] ?? [], rooms: ['north/room-13', 'no room'] }),
    }),
  });
  server.removeAllListeners('request').on('request', provider.callback());
  console.log('ready');
});
lines.once('close', () => process.exit());
