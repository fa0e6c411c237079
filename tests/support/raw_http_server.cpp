#include "tests/support/raw_http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace airmark::testing {
namespace {

constexpr int kBacklog = 64;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

/// A socket bound to a free port of the loopback interface, and that port.
std::pair<int, int> bound_socket() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (socket < 0 || bind(socket, generic, size) != 0 || getsockname(socket, generic, &size) != 0)
    throw std::runtime_error("no free port");
  return {socket, ntohs(address.sin_port)};
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool receive_some(int socket, std::string& buffer) {
  char bytes[65536];
  const ssize_t count = recv(socket, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  buffer.append(bytes, static_cast<std::size_t>(count));
  return true;
}

}  // namespace

std::string RawRequest::header(const std::string& name) const {
  const std::string mark = "\r\n" + name + ": ";
  const std::size_t at = head.find(mark);
  if (at == head.npos) return {};
  const std::size_t begin = at + mark.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawReply http_reply(int status, std::string_view body, std::string_view headers) {
  return {{{"HTTP/1.1 " + std::to_string(status) +
            " Text\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
            std::string(headers) + "\r\n" + std::string(body)}}};
}

RawReply silence() { return {{{"", std::chrono::hours(1)}}, RawReply::Then::Close}; }

RawHttpServer::RawHttpServer(Answer answer) : answer_(std::move(answer)) {
  std::tie(listener_, port_) = bound_socket();
  if (listen(listener_, kBacklog) != 0) throw std::runtime_error("cannot listen");
  acceptor_ = std::thread([this] { accept_all(); });
}

RawHttpServer::~RawHttpServer() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (const Connection& connection : connections_) shutdown(connection.socket, SHUT_RDWR);
  }
  stopping_.notify_all();
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (Connection& connection : connections_) connection.thread.join();
  close(listener_);
}

std::vector<RawRequest> RawHttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

int RawHttpServer::connection_count() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(connections_.size());
}

void RawHttpServer::drop_connections() {
  const std::lock_guard lock(mutex_);
  for (const Connection& connection : connections_) shutdown(connection.socket, SHUT_RDWR);
}

void RawHttpServer::accept_all() {
  for (;;) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const std::lock_guard lock(mutex_);
    if (stopped_ || socket < 0) {
      if (socket >= 0) close(socket);
      return;
    }
    const int number = static_cast<int>(connections_.size());
    Connection& connection = connections_.emplace_back();
    connection.socket = socket;
    connection.thread = std::thread([this, &connection, number] { serve(connection, number); });
  }
}

void RawHttpServer::serve(Connection& connection, int number) {
  int socket = -1;
  {
    const std::lock_guard lock(mutex_);
    socket = connection.socket;
  }
  std::string buffer;
  RawRequest request;
  request.connection = number;
  while (read_request(socket, buffer, request)) {
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    std::unique_lock answering(answer_mutex_);
    const RawReply reply = answer_(request);
    answering.unlock();
    if (!send_reply(socket, reply)) break;
  }
  const std::lock_guard lock(mutex_);
  close(socket);
  connection.socket = -1;
}

bool RawHttpServer::read_request(int socket, std::string& buffer, RawRequest& request) const {
  std::size_t head_end = buffer.find(kHeadEnd);
  for (; head_end == buffer.npos; head_end = buffer.find(kHeadEnd))
    if (!receive_some(socket, buffer)) return false;
  request.head = buffer.substr(0, head_end + 2);
  buffer.erase(0, head_end + kHeadEnd.size());
  const std::string length = request.header("Content-Length");
  const std::size_t body_size = length.empty() ? 0 : std::stoul(length);
  while (buffer.size() < body_size)
    if (!receive_some(socket, buffer)) return false;
  request.body = buffer.substr(0, body_size);
  buffer.erase(0, body_size);
  return true;
}

bool RawHttpServer::send_reply(int socket, const RawReply& reply) {
  for (const RawReply::Piece& piece : reply.pieces)
    if (!wait(piece.delay) || !send_all(socket, piece.bytes)) return false;
  if (reply.then == RawReply::Then::Reset) {
    const linger at_once{1, 0};  // closing sends a reset instead of an end
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  return reply.then == RawReply::Then::KeepOpen;
}

bool RawHttpServer::wait(std::chrono::milliseconds delay) {
  std::unique_lock lock(mutex_);
  stopping_.wait_for(lock, delay, [this] { return stopped_; });
  return !stopped_;
}

int closed_port() {
  const auto [socket, port] = bound_socket();
  close(socket);
  return port;
}

}  // namespace airmark::testing
