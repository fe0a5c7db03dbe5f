"""The generated package against botocore, boto3 and moto."""
