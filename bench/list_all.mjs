// Every secret, then every parameter, with the Node SDK: node list_all.mjs URL
import {createRequire} from 'node:module';
import {join} from 'node:path';

const require = createRequire(join(process.env.BENCH_NODE_MODULES, 'x.js'));
const {SecretsManagerClient, paginateListSecrets} = require('@aws-sdk/client-secrets-manager');
const {SSMClient, paginateDescribeParameters} = require('@aws-sdk/client-ssm');

const options = {
  endpoint: process.argv[2],
  region: 'us-east-1',
  credentials: {accessKeyId: 'testing', secretAccessKey: 'testing'},
};
const secrets = new SecretsManagerClient(options);
const parameters = new SSMClient(options);
const rows = [];
for await (const page of paginateListSecrets({client: secrets, pageSize: 100}, {})) rows.push(...page.SecretList);
for await (const page of paginateDescribeParameters({client: parameters, pageSize: 50}, {})) rows.push(...page.Parameters);
console.log(`${rows.length} rows`);
secrets.destroy();
parameters.destroy();
