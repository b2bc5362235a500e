#include "loop/handle.h"

#include "loop/loop.h"

namespace phasor::loop {

Handle::Handle(Loop& loop, uv_handle_t* uv) : loop_(loop), uv_(uv) {
  uv_->data = this;
  next_ = loop.handles_;
  if (next_ != nullptr) next_->previous_ = this;
  loop.handles_ = this;
}

Handle::~Handle() {
  if (previous_ != nullptr) previous_->next_ = next_;
  else loop_.handles_ = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

void Handle::Close() {
  if (state_ != State::kOpen) return;
  state_ = State::kClosing;
  uv_close(uv_, OnUvClose);
}

int Handle::CloseBy(int (*close)(uv_handle_t* uv, uv_close_cb closed)) {
  if (state_ != State::kOpen) return 0;
  const int status = close(uv_, OnUvClose);
  if (status == 0) state_ = State::kClosing;
  return status;
}

void Handle::OnUvClose(uv_handle_t* uv) {
  Handle* self = static_cast<Handle*>(uv->data);
  self->state_ = State::kClosed;
  CloseScope scope(self->loop_.phases());
  self->OnClosed();
  delete self;
}

}  // namespace phasor::loop
