"""Secrets Manager: the filters of ListSecrets."""
from cases.secrets import make, names

SERVICE = "secretsmanager"


def list_secrets(ask):
    """"all" and "description" look at words: each has to begin one, in any case; capitals begin words, too"""
    make(ask, name="it/SecretOne")
    make(ask, name="it/SecretTwo", Description="DescTwo")
    make(ask, name="it/Thirdsecret")
    make(ask, name="it/FooTagged", Tags=[{"Key": "1", "Value": "foo"}])
    make(ask, name="it/COMPANYthings", Description="one and two")
    make(ask, name="prod_AppBeta", Description="oneTwo")

    def found(key, *values):
        mine = {"Key": "name", "Values": ["it/", "prod_"]}
        return [name.split("/")[-1] for name in names(ask("ListSecrets", Filters=[mine, {"Key": key, "Values": values}]))]
    ask.assertEqual(found("all", "SecretOne"), ["SecretOne"])
    ask.assertEqual(found("all", "secret"), ["SecretOne", "SecretTwo"])
    ask.assertEqual(found("all", "sec"), ["SecretOne", "SecretTwo"])
    ask.assertEqual(found("all", "ret"), [])
    ask.assertEqual(found("all", "SomeSecret"), [])
    ask.assertEqual(found("all", "foo"), ["FooTagged"])
    ask.assertEqual(found("all", "d t"), ["SecretTwo"])
    ask.assertEqual(found("all", "Beta"), ["prod_AppBeta"])
    ask.assertEqual(found("all", "app prod"), ["prod_AppBeta"])
    ask.assertEqual(found("all", "+"), [])
    ask.assertEqual(found("all", "Ythings"), ["COMPANYthings"])
    ask.assertEqual(found("all", "things"), [])
    ask.assertEqual(found("all", "us"), [])  # the region is nothing that a secret has
    ask.assertEqual(found("description", "two one"), ["COMPANYthings", "prod_AppBeta"])
    ask.assertEqual(found("description", "O T"), ["COMPANYthings", "prod_AppBeta"])
    ask.assertEqual(found("description", "wo"), [])
    ask.assertEqual(found("description", "!o"), ["SecretOne", "SecretTwo", "Thirdsecret", "FooTagged"])
    ask.assertEqual(found("name", "it/Secret"), ["SecretOne", "SecretTwo"])
    ask.assertEqual(found("name", "SecretOne"), [])  # names are compared from their beginning
    ask.refuses("InvalidParameterException", "ListSecrets", Filters=[{"Values": ["it/"]}], message="Invalid filter key")
    ask.refuses("InvalidParameterException", "ListSecrets", Filters=[{"Key": "description"}],
                message="Invalid filter values for key: description")
    ask.refuses("ValidationException", "ListSecrets", Filters=[{"Key": "size", "Values": ["1"]}],
                message="Value 'size' at 'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum "
                        "value set:")
    ask.refuses("ValidationException", "ListSecrets", Filters=[{"Key": "name", "Values": ["it/\n"]}])


CASES = {"ListSecrets": list_secrets}
