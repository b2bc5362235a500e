# cmake --install: bin/phasor and bin/node.
install(TARGETS phasor RUNTIME DESTINATION bin)
install(CODE "file(CREATE_LINK phasor \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/node\" SYMBOLIC)")
