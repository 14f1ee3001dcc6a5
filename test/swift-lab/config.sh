# write_config: the whole configuration of the lab, under $LAB/etc.
# shellcheck shell=bash disable=SC2153

write_config() {
  cat >"$LAB/etc/swift.conf" <<CONF
[swift-hash]
swift_hash_path_prefix = lab
swift_hash_path_suffix = lab
[storage-policy:0]
name = gold
default = yes
[swift-constraints]
${MAX_FILE_SIZE:+max_file_size = $MAX_FILE_SIZE}
CONF
  write_proxy
  write_backend account "$ACCOUNT_PORT"
  write_backend container "$CONTAINER_PORT"
  write_backend object "$OBJECT_PORT"
  write_expirer
}

# The order of the pipeline is that of Swift's own sample file: what stands before the proxy app answers without CORS
# headers, which is exactly what browsers trip over.
write_proxy() {
  cat >"$LAB/etc/proxy-server.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $PROXY_PORT
bind_timeout = 2
workers = 0
user = $(id -un)
swift_dir = $LAB/etc
log_name = proxy
expose_info = true
cors_allow_origin = $CORS_ORIGIN
strict_cors_mode = $STRICT_CORS

[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck proxy-logging cache listing_formats bulk tempurl formpost s3api tempauth copy container-quotas account-quotas slo dlo versioned_writes symlink proxy-logging proxy-server

[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
# There is one device: with the default of 60 s, one error of the object server means a minute of 503 for everything.
error_suppression_interval = 1
# Swift's 0.5 s is for machines that do nothing else: a browser beside it made a server that was well look like one down.
conn_timeout = 5
$PROXY_EXTRA

[filter:cache]
paste.filter_factory = swiftlab_cache:filter_factory
[filter:tempurl]
use = egg:swift#tempurl
$TEMPURL_EXTRA
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
cors_preflight_allow_origin = $S3_CORS_ORIGIN
$S3API_EXTRA
[filter:tempauth]
use = egg:swift#tempauth
# user_<account>_<user> = <key> <groups>
user_test_tester = testing .admin
user_test2_tester2 = testing2 .admin
user_test_tester3 = testing3
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_versioned_writes = true
allow_object_versioning = true
CONF
  local filter
  for filter in catch_errors gatekeeper healthcheck proxy-logging listing_formats bulk formpost copy \
    container-quotas account-quotas slo dlo symlink; do
    printf '[filter:%s]\nuse = egg:swift#%s\n' "$filter" "${filter//-/_}" >>"$LAB/etc/proxy-server.conf"
  done
}

write_backend() { # name, port
  cat >"$LAB/etc/$1-server.conf" <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = $2
bind_timeout = 2
workers = 0
user = $(id -un)
swift_dir = $LAB/etc
devices = $LAB/srv
mount_check = false
log_name = $1
[pipeline:main]
pipeline = healthcheck $1-server
[app:$1-server]
use = egg:swift#$1
conn_timeout = 5
node_timeout = 10
# With Swift's 1 s a busy machine answers a PUT before the container lists it, and lists what is deleted: a test that
# looks at the listing would see the machine.
container_update_timeout = 10
[filter:healthcheck]
use = egg:swift#healthcheck
[container-updater]
interval = 2
slowdown = 0
recon_cache_path = $LAB/cache
CONF
}

write_expirer() {
  cat >"$LAB/etc/object-expirer.conf" <<CONF
[DEFAULT]
user = $(id -un)
swift_dir = $LAB/etc
log_name = expirer
[object-expirer]
interval = 5
auto_create_account_prefix = .
recon_cache_path = $LAB/cache
[pipeline:main]
pipeline = catch_errors proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:proxy-logging]
use = egg:swift#proxy_logging
CONF
  cp "$LAB/etc/object-expirer.conf" "$LAB/etc/internal-client.conf"
}
