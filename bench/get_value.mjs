// One GetSecretValue with the Node SDK: node get_value.mjs URL
import {createRequire} from 'node:module';
import {join} from 'node:path';

const require = createRequire(join(process.env.BENCH_NODE_MODULES, 'x.js'));
const {SecretsManagerClient, GetSecretValueCommand} = require('@aws-sdk/client-secrets-manager');

const client = new SecretsManagerClient({
  endpoint: process.argv[2],
  region: 'us-east-1',
  credentials: {accessKeyId: 'testing', secretAccessKey: 'testing'},
});
const answer = await client.send(new GetSecretValueCommand({SecretId: 'lwa-oauth'}));
process.stdout.write(answer.SecretString);
client.destroy();
