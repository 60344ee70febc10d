/**
 * Shell commands that install rustup and uv if the job's image has neither. Both have a fixed
 * version, for the two architectures that the images exist for, and run only if they match the
 * SHA-256 in the workflow: a checksum that is fetched from the same server as a download proves
 * nothing about its author.
 *
 * rustup's checksums are in the Dockerfiles of rust-lang/docker-rust (`stable/bookworm`), uv's on
 * PyPI (`pip hash`). A wheel is a zip archive, so uv can be installed from PyPI without pip, which
 * the images lack. `exit 1` also ends a shell that was started without `-e`.
 */
export const installPrograms: readonly string[] = [
  '# To update one, change its version and its checksums.',
  'download() {',
  '  curl --proto "=https" --tlsv1.2 --silent --show-error --fail --output "$2" "$1" || exit 1',
  '  echo "$3  $2" | sha256sum --check --quiet || exit 1',
  '}',
  'case $(uname -m) in',
  '  x86_64)',
  '    rustup_sha256=4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10',
  '    uv_wheel=3d/aa/26d64642d808de4a652579ef950d7cd2d37f080a8babf9c67c6b75fc4c3f/uv-0.13.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  '    uv_sha256=d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19',
  '    ;;',
  '  aarch64)',
  '    rustup_sha256=9732d6c5e2a098d3521fca8145d826ae0aaa067ef2385ead08e6feac88fa5792',
  '    uv_wheel=fe/2f/51a5de367c602592c018a42a23d57fba5f2689fe6c3bf025dcf043b39c61/uv-0.13.9-py3-none-manylinux_2_28_aarch64.whl',
  '    uv_sha256=ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375',
  '    ;;',
  'esac',
  'programs=$(mktemp -d)',
  'if ! command -v rustup > /dev/null; then',
  '  download "https://static.rust-lang.org/rustup/archive/1.29.0/$(uname -m)-unknown-linux-gnu/rustup-init" \\',
  '    "$programs/rustup-init" "$rustup_sha256"',
  '  chmod +x "$programs/rustup-init"',
  '  "$programs/rustup-init" -y --profile minimal --default-toolchain none --no-modify-path',
  'fi',
  'if ! command -v uv > /dev/null; then',
  '  download "https://files.pythonhosted.org/packages/$uv_wheel" "$programs/uv.whl" "$uv_sha256"',
  '  mkdir -p "$HOME/.local/bin"',
  '  unzip -q -j "$programs/uv.whl" "*/scripts/*" -d "$HOME/.local/bin"',
  'fi',
];
