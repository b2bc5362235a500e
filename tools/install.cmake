# cmake --install: a tree that needs nothing of this machine but the kernel.
#
#   bin/phasor, bin/node   the program; its interpreter and library path lead into lib/phasor
#   lib/phasor             the dynamic linker and every shared library that the program loads
#   share/phasor/types     types of phasor:loop for TypeScript
#
# The interpreter's path is absolute (the kernel wants that): the tree runs from the prefix it was installed to.
install(TARGETS phasor RUNTIME DESTINATION bin)
install(FILES lib/phasor/loop.d.ts DESTINATION share/phasor/types)
install(CODE "set(built \"$<TARGET_FILE:phasor>\")\nset(elf \"$<TARGET_FILE:phasor_elf>\")\nset(linker \"${CMAKE_SYSROOT}/usr/lib64/ld-linux-x86-64.so.2\")")
install(CODE [=[
  set(bin "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin")
  set(lib "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/lib/phasor")
  file(CREATE_LINK phasor "${bin}/node" SYMBOLIC)
  execute_process(COMMAND ${linker} --list ${built} OUTPUT_VARIABLE libraries COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL "=> [^ \n]+" libraries "${libraries}")
  list(TRANSFORM libraries REPLACE "=> " "")
  list(REMOVE_ITEM libraries ${linker})
  file(INSTALL ${linker} ${libraries} DESTINATION ${lib} FOLLOW_SYMLINK_CHAIN USE_SOURCE_PERMISSIONS)
  execute_process(COMMAND ${elf} move ${bin}/phasor ${CMAKE_INSTALL_PREFIX}/lib/phasor/ld-linux-x86-64.so.2
    [[$ORIGIN/../lib/phasor]] COMMAND_ERROR_IS_FATAL ANY)
]=])
