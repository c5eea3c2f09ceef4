COPY (
  SELECT
    "account-id"                    AS account_id,
    action,
    bytes,
    dstaddr                         AS dst_addr,
    dstport                         AS dst_port,
    to_timestamp("end")             AS end_time,
    "interface-id"                  AS interface_id,
    "log-status"                    AS log_status,
    packets,
    protocol,
    srcaddr                         AS src_addr,
    srcport                         AS src_port,
    to_timestamp(start)             AS start_time,
    version,
    to_timestamp(start)::DATE       AS tp_date,
    dstaddr                         AS tp_destination_ip,
    'default'                       AS tp_index,
    now()                           AS tp_ingest_timestamp,
    CASE WHEN srcaddr IS NOT NULL THEN [srcaddr, dstaddr] END AS tp_ips,
    'aws_vpc_flow_log'              AS tp_partition,
    srcaddr                         AS tp_source_ip,
    filename                        AS tp_source_location,
    'file'                          AS tp_source_type,
    'aws_vpc_flow_log'              AS tp_table,
    to_timestamp(start)             AS tp_timestamp
  FROM read_csv('@LOGS@/**/*.log.gz', compression = 'gzip', delim = ' ', header = true, nullstr = '-', quote = '',
    escape = '', filename = true, columns = {
      version: 'INTEGER', 'account-id': 'VARCHAR', 'interface-id': 'VARCHAR', srcaddr: 'VARCHAR', dstaddr: 'VARCHAR',
      srcport: 'INTEGER', dstport: 'INTEGER', protocol: 'INTEGER', packets: 'BIGINT', bytes: 'BIGINT', start: 'BIGINT',
      'end': 'BIGINT', action: 'VARCHAR', 'log-status': 'VARCHAR'})
) TO '@LAKE@' (FORMAT parquet, PARTITION_BY (tp_partition, tp_date), COMPRESSION zstd, COMPRESSION_LEVEL @LEVEL@,
  ROW_GROUP_SIZE 122880)
