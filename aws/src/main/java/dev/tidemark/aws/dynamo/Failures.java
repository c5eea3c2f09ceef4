package dev.tidemark.aws.dynamo;

import java.io.IOException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Puts what the client throws into words. */
final class Failures {
    private Failures() {}

    /** @param table of which something was asked */
    static IOException of(SdkException failure, String table) {
        if (failure instanceof DynamoDbException answer && answer.awsErrorDetails() != null) {
            return new IOException(
                    table + " refused: " + reason(answer.awsErrorDetails()) + ". " + advice(answer), failure);
        }
        String message = String.valueOf(failure.getMessage());
        return new IOException(table + " cannot be reached: " + message + ". " + advice(failure, message), failure);
    }

    private static String advice(SdkException failure, String message) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                return "Check that the endpoint speaks TLS, and that its certificate is one that 'ca_file' of"
                        + " storage_config, or the platform, trusts";
            }
        }
        return message.contains("credentials")
                ? "Give access_key_id and secret_access_key in storage_config, or what the AWS tools take: environment,"
                        + " profile, or a role of the machine"
                : "Check region and endpoint of storage_config, and the network";
    }

    private static String reason(AwsErrorDetails details) {
        return details.errorCode() + ", " + details.errorMessage();
    }

    private static String advice(DynamoDbException answer) {
        String code = answer.awsErrorDetails().errorCode();
        return switch (code) {
            case "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "MissingAuthenticationTokenException",
                    "IncompleteSignatureException" ->
                "Check access_key_id and secret_access_key of storage_config, or whatever the AWS tools take";
            case "ExpiredTokenException", "ExpiredToken" -> "The session has ended: get new credentials";
            case "AccessDeniedException" ->
                "Allow dynamodb:GetItem, PutItem, UpdateItem, DeleteItem and Query on the table";
            case "ValidationException" ->
                "The table must have the partition key " + Names.COLLECTOR + " and the sort key " + Names.KEY
                        + ", both texts: " + TableMaker.COMMAND;
            case "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded" ->
                "The table is too slow for what is asked of it: raise its capacity, or bill it per request";
            default -> answer.statusCode() >= 500 ? "The service has trouble: try again later" : "See the reason above";
        };
    }
}
