/** The state store in DynamoDB. */
@NullMarked
package dev.tidemark.aws.dynamo;

import org.jspecify.annotations.NullMarked;
