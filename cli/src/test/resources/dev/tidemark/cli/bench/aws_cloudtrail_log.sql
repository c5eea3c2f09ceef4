COPY (
  SELECT
    r.additionalEventData::VARCHAR  AS additional_event_data,
    r.apiVersion                    AS api_version,
    coalesce(r.awsRegion, '') AS aws_region,
    r.edgeDeviceDetails::VARCHAR    AS edge_device_details,
    r.errorCode                     AS error_code,
    r.errorMessage                  AS error_message,
    nullif(r.eventCategory, '') AS event_category,
    coalesce(r.eventID, '') AS event_id,
    coalesce(r.eventName, '') AS event_name,
    coalesce(r.eventSource, '') AS event_source,
    r.eventTime                     AS event_time,
    coalesce(r.eventType, '') AS event_type,
    coalesce(r.eventVersion, '') AS event_version,
    r.managementEvent               AS management_event,
    r.readOnly                      AS read_only,
    nullif(r.recipientAccountId, '') AS recipient_account_id,
    r.requestID                     AS request_id,
    r.requestParameters::VARCHAR    AS request_parameters,
    nullif(r.resources::VARCHAR, '[]') AS resources,
    r.responseElements::VARCHAR     AS response_elements,
    r.serviceEventDetails::VARCHAR  AS service_event_details,
    r.sessionCredentialFromConsole  AS session_credential_from_console,
    r.sharedEventID                 AS shared_event_id,
    r.sourceIPAddress               AS source_ip_address,
    CASE WHEN r.tlsDetails IS NOT NULL THEN
      {cipher_suite: r.tlsDetails.cipherSuite, client_provided_host_header: r.tlsDetails.clientProvidedHostHeader,
       tls_version: r.tlsDetails.tlsVersion} END AS tls_details,
    r.userAgent                     AS user_agent,
    {access_key_id: r.userIdentity.accessKeyId, account_id: r.userIdentity.accountId, arn: r.userIdentity.arn,
     identity_provider: r.userIdentity.identityProvider, invoked_by: r.userIdentity.invokedBy,
     principal_id: r.userIdentity.principalId,
     session_context: CASE WHEN r.userIdentity.sessionContext IS NOT NULL THEN {
       attributes: CASE WHEN r.userIdentity.sessionContext.attributes IS NOT NULL THEN
         {creation_date: epoch_ms(r.userIdentity.sessionContext.attributes.creationDate),
          mfa_authenticated: r.userIdentity.sessionContext.attributes.mfaAuthenticated} END,
       ec2_role_delivery: r.userIdentity.sessionContext.ec2RoleDelivery,
       session_issuer: CASE WHEN r.userIdentity.sessionContext.sessionIssuer IS NOT NULL THEN
         {account_id: r.userIdentity.sessionContext.sessionIssuer.accountId,
          arn: r.userIdentity.sessionContext.sessionIssuer.arn,
          principal_id: r.userIdentity.sessionContext.sessionIssuer.principalId,
          type: r.userIdentity.sessionContext.sessionIssuer.type,
          user_name: r.userIdentity.sessionContext.sessionIssuer.userName} END,
       web_id_federation_data: CASE WHEN r.userIdentity.sessionContext.webIdFederationData IS NOT NULL THEN
         {attributes: r.userIdentity.sessionContext.webIdFederationData.attributes::VARCHAR,
          federated_provider: r.userIdentity.sessionContext.webIdFederationData.federatedProvider} END} END,
     type: coalesce(r.userIdentity.type, ''), user_name: r.userIdentity.userName} AS user_identity,
    nullif(r.vpcEndpointId, '') AS vpc_endpoint_id,
    nullif(list_filter(flatten(list_transform(
      json_extract_string(r.resources, '$[*].ARN'),
      lambda arn: [arn, split_part(arn, ':', 5), CASE WHEN split_part(arn, ':', 3) = 's3' THEN split_part(arn, ':', 6) END])),
      lambda part: part <> ''), []) AS tp_akas,
    r.eventTime::DATE               AS tp_date,
    r.eventID                       AS tp_id,
    'default'                       AS tp_index,
    now()::TIMESTAMP                AS tp_ingest_timestamp,
    [r.sourceIPAddress]             AS tp_ips,
    'aws_cloudtrail_log'            AS tp_partition,
    r.sourceIPAddress               AS tp_source_ip,
    filename                        AS tp_source_location,
    'file'                          AS tp_source_type,
    'aws_cloudtrail_log'            AS tp_table,
    r.eventTime                     AS tp_timestamp,
    nullif(list_filter([CASE WHEN starts_with(r.userIdentity.accessKeyId, 'AKIA') THEN r.userIdentity.accessKeyId END,
      r.userIdentity.userName], lambda name: name IS NOT NULL), []) AS tp_usernames
  FROM (
    SELECT unnest(Records) AS r, filename
    FROM read_json('@LOGS@/**/*.json.gz', format = 'newline_delimited', records = true, filename = true,
      maximum_object_size = 268435456, columns = {
      Records: 'STRUCT(
        eventVersion VARCHAR, eventTime TIMESTAMP, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR,
        sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, requestParameters JSON,
        responseElements JSON, additionalEventData JSON, requestID VARCHAR, eventID VARCHAR, readOnly BOOLEAN,
        resources JSON, eventType VARCHAR, managementEvent BOOLEAN, recipientAccountId VARCHAR, sharedEventID VARCHAR,
        eventCategory VARCHAR, apiVersion VARCHAR, edgeDeviceDetails JSON, serviceEventDetails JSON,
        sessionCredentialFromConsole VARCHAR, vpcEndpointId VARCHAR,
        tlsDetails STRUCT(cipherSuite VARCHAR, clientProvidedHostHeader VARCHAR, tlsVersion VARCHAR),
        userIdentity STRUCT(
          accessKeyId VARCHAR, accountId VARCHAR, arn VARCHAR, identityProvider VARCHAR, invokedBy VARCHAR,
          principalId VARCHAR, type VARCHAR, userName VARCHAR,
          sessionContext STRUCT(
            attributes STRUCT(creationDate TIMESTAMP, mfaAuthenticated VARCHAR),
            ec2RoleDelivery VARCHAR, webIdFederationData STRUCT(attributes JSON, federatedProvider VARCHAR),
            sessionIssuer STRUCT(
              accountId VARCHAR, arn VARCHAR, principalId VARCHAR, type VARCHAR, userName VARCHAR))))[]'})
  )
) TO '@LAKE@' (FORMAT parquet, PARTITION_BY (tp_partition, tp_date), COMPRESSION zstd, COMPRESSION_LEVEL @LEVEL@,
  ROW_GROUP_SIZE 122880)
